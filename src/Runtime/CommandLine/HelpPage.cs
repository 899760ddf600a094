using System.Text;
using Gen.Configuration;
using Microsoft.Extensions.Configuration;

namespace Gen.CommandLine;

/// <summary>Help texts, from what the experiment's schema says: usage, commands, entries with types and defaults, named configs; the
/// options are the same for all.</summary>
internal static class HelpPage
{
    private const string Options = """
        Options:
          --runs DIR          folder of the run records (default: the environment's GEN_RUNS, else ./runs)
          --unobserved        record nothing
          --name NAME         experiment name to record
          --comment TEXT      comment to record
          --force             take keys that no entry has into the record instead of refusing them
          --enforce-clean     refuse to run with uncommitted changes
          --capture no|sys    keep the console output with the run (default: sys)
          --loglevel LEVEL    trace, debug, info, warning, error, critical or none (default: info)
          --no-progress       plain lines instead of progress bars
          --debug             show stack traces
          --help              this text

        Values come from property initializers, then the environment (GEN__KEY=VALUE), then config files and named configs
        in the order given, then KEY=VALUE. Keys ignore case, '_' and '-'.
        """;

    public static void Print<TExperiment>(ExperimentSchema<TExperiment> schema, RunOptions options)
        where TExperiment : class, IExperiment
    {
        Console.Out.WriteLine(Text(schema));
        Console.Out.WriteLine(Options);
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
            Console.Out.WriteLine(named.Doc is null ? named.Name : $"{named.Name.PadRight(width)}  # {named.Doc}");
    }

    private static string Text<TExperiment>(ExperimentSchema<TExperiment> schema)
        where TExperiment : class, IExperiment
    {
        var text = new StringBuilder();
        text.Append(schema.Name).Append(schema.Doc is null ? "" : ": " + schema.Doc).Append("\n\n");
        text.Append("Usage: [COMMAND] [options] [with] [NAMED | FILE.json | KEY=VALUE]...\n\n");
        var commands = new List<(string, string?)>();
        foreach (var command in schema.Commands)
            commands.Add((command.Name == BuiltInCommands.Run ? "run (default)" : command.Name, command.Doc));
        commands.AddRange(BuiltInCommands.Docs);
        Table(text.Append("Commands:\n"), commands);
        var (entries, derived) = (new List<(string, string?)>(), new List<(string, string?)>());
        foreach (var entry in schema.Entries)
        {
            if (entry.Kind == ConfigEntryKind.Derived)
                derived.Add((entry.Key, entry.Doc));
            else
                entries.Add(($"{entry.Key} ({entry.Type}{(entry.Default is null ? "" : " = " + entry.Default)})", entry.Doc));
        }

        Table(text.Append("\nConfig entries:\n"), entries);
        if (derived.Count > 0)
            Table(text.Append("\nDerived values:\n"), derived);
        if (schema.NamedConfigs.Length > 0)
            Table(text.Append("\nNamed configs:\n"), [.. schema.NamedConfigs.Select(n => (n.Name, n.Doc))]);
        return text.ToString();
    }

    private static void Table(StringBuilder text, List<(string Left, string? Right)> rows)
    {
        var width = rows.Select(r => r.Left.Length).Where(l => l <= 40).DefaultIfEmpty(0).Max();
        foreach (var (left, right) in rows)
            text.Append(("  " + left.PadRight(width) + (string.IsNullOrEmpty(right) ? "" : "  " + right)).TrimEnd()).Append('\n');
    }
}
