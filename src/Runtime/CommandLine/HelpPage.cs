using System.Text;
using Gen.Configuration;
using Gen.Shared;
using Microsoft.Extensions.Configuration;

namespace Gen.CommandLine;

/// <summary>Help texts, from what the experiment's schema says: usage, commands, entries with types and defaults, named configs; the
/// options are the same for all.</summary>
internal static class HelpPage
{
    private const int LongestDefault = 40;

    private const string Options = """
        Options:
          -F, --runs DIR          folder of the run records (default: the environment's GEN_RUNS, else ./runs)
          -u, --unobserved        record nothing
          -n, --name NAME         experiment name to record
          -c, --comment TEXT      comment to record
          -f, --force             take keys that no entry has into the record instead of refusing them
          -e, --enforce-clean     refuse to run with uncommitted changes
              --no-diff           do not record the uncommitted changes of tracked files
              --queue             record the run as QUEUED and end: 'gen work' runs it
          -C, --capture MODE      keep the console output with the run: no, sys or raw (default: sys)
          -l, --loglevel LEVEL    trace, debug, info, warning, error, critical or none (default: info)
              --no-progress       plain lines instead of progress bars
          -d, --debug             show stack traces
              --version           print the versions of the program and of Gen
          -h, --help [BLOCK]      this text, or all kinds and entries of a block

        Values come from property initializers, then the environment (GEN__KEY=VALUE), then config files and named configs
        in the order given, then KEY=VALUE. Keys ignore case, '_' and '-'.

        The tool gen lists, compares and plots recorded runs (dotnet tool install --global Gen.Tool).
        """;

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, RunOptions options)
        where TExperiment : class, IExperiment
    {
        Console.Out.WriteLine(ConsoleText.Wrap($"{Text(schema)}\n{Options}", ConsoleText.Width));
        if (options.Configuration is { } configuration)
            Console.Out.WriteLine(
                $"Between initializers and environment comes "
                + $"{(configuration is IConfigurationSection section ? $"section '{section.Path}' of the" : "the")} program's "
                + $"configuration."
            );
    }

    public static void PrintNamedConfigs<TExperiment>(ExperimentSchema<TExperiment> schema)
        where TExperiment : class, IExperiment
    {
        if (schema.NamedConfigs.Length == 0)
            Console.Out.WriteLine("No named configs");
        var width = 0;
        foreach (var named in schema.NamedConfigs)
            width = Math.Max(width, named.Name.Length);
        foreach (var named in schema.NamedConfigs)
        {
            var line = named.Doc is null ? named.Name : $"{named.Name.PadRight(width)}  # {named.Doc}";
            Console.Out.WriteLine(ConsoleText.Wrap(line, ConsoleText.Width));
        }
    }

    private static string Text<TExperiment>(ExperimentSchema<TExperiment> schema)
        where TExperiment : class, IExperiment
    {
        var text = new StringBuilder();
        text.Append(schema.Name).Append(schema.Doc is null ? "" : ": " + schema.Doc).Append("\n\n");
        text.Append("Usage: [COMMAND] [options] [with] [NAMED | FILE.json | FILE.yaml | KEY=VALUE]...\n\n");
        var commands = new List<(string, string?)>();
        foreach (var command in schema.Commands)
            commands.Add((command.Name == BuiltInCommands.Run ? "run (default)" : command.Name, command.Doc));
        commands.AddRange(BuiltInCommands.Docs);
        Table(text.Append("Commands:\n"), commands);
        var config = schema.Create();
        var entries = schema.Layout.Entries.Where(e => e.IsIn(config)).ToLookup(e => e.Info.Kind == ConfigEntryKind.Derived);
        Table(text.Append("\nConfig entries:\n"), [.. entries[false].Select(e => Row(e, config))]);
        if (entries[true].Any())
            Table(text.Append("\nDerived values:\n"), [.. entries[true].Select(e => (e.Key, e.Info.Doc))]);
        if (schema.NamedConfigs.Length > 0)
            Table(text.Append("\nNamed configs:\n"), [.. schema.NamedConfigs.Select(n => (n.Name, n.Doc))]);
        return text.ToString();
    }

    /// <summary>An entry with its type, the value that a run uses if nobody sets it, and its doc comment.</summary>
    private static (string, string?) Row(PlacedEntry entry, object config)
    {
        var value = entry.Info.IsSecret ? "null" : ConfigWriter.EntryText(entry, config);
        if (value.Length > 2 && value[0] == '"' && !value.Contains('\\'))
            value = value[1..^1];
        var key = entry.IsChoice ? entry.Node.BlockKey : entry.Key;
        return ($"{key} ({entry.Info.Type}{(value == "null" || value.Length > LongestDefault ? "" : " = " + value)})", entry.Info.Doc);
    }

    /// <summary>Prints all kinds of a block and their entries, or the entries of a block without kinds.</summary>
    /// <exception cref="ConfigException">There is no such block.</exception>
    public static void PrintBlock<TExperiment>(ExperimentSchema<TExperiment> schema, string key)
        where TExperiment : class, IExperiment
    {
        var blocks = schema.Layout.Nodes.Where(n => n.IsBlock && KeyName.Normalize(n.BlockKey) == KeyName.Normalize(key)).ToList();
        if (blocks.Count == 0)
        {
            var topics = schema.Layout.Nodes.Where(n => n.IsBlock).Select(n => n.BlockKey).Distinct();
            throw new ConfigException($"There is no help for '{key}'.{NearestName.Hint(key, topics, "The blocks are")}");
        }

        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            AppendEntries(text.Append(block.BlockKey).Append(Doc(block.Block.Doc)), schema, block, e => e.Node.KindWithin(block) is null);
            foreach (var node in schema.Layout.Nodes.Where(n => n.Kind is not null && n.KindOwner == block))
                AppendEntries(text.Append($"\n{block.BlockKey}={node.Kind!.Name}{Doc(node.Kind.Doc)}"), schema, node, _ => true);
        }

        Console.Out.Write(ConsoleText.Wrap(text.ToString(), ConsoleText.Width));
    }

    private static void AppendEntries<TExperiment>(
        StringBuilder text, ExperimentSchema<TExperiment> schema, ConfigNode node, Func<PlacedEntry, bool> include)
        where TExperiment : class, IExperiment
    {
        var config = new KindChoice<TExperiment>(schema).CreateFor(node);
        var entries = schema.Layout.Entries.Where(e => e.Node.IsIn(node) && e.IsIn(config) && include(e));
        Table(text, [.. entries.Select(e => Row(e, config))]);
    }

    private static string Doc(string? doc) => doc is null ? "\n" : $": {doc}\n";

    private static void Table(StringBuilder text, List<(string Left, string? Right)> rows)
    {
        var width = rows.Select(r => r.Left.Length).Where(l => l <= 40).DefaultIfEmpty(0).Max();
        foreach (var (left, right) in rows)
            text.Append(("  " + left.PadRight(width) + (string.IsNullOrEmpty(right) ? "" : "  " + right)).TrimEnd()).Append('\n');
    }
}
