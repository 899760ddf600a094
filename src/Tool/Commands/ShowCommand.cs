using System.CommandLine;
using Gen.Tool.Output;
using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary><c>gen show</c>: one run.</summary>
internal static class ShowCommand
{
    private const int Lines = 10;

    private static readonly string[] s_properties =
    [
        "experiment", "status", "start", "duration", "result", "command", "comment", "host", "commit", "dirty", "sweep", "trial", "tags",
        "note",
    ];

    private static readonly Argument<string> s_run = new("RUN") { Description = "The number of the run, or its folder." };
    private static readonly Option<bool> s_json = new("--json") { Description = "Write JSON." };

    public static Command Create()
    {
        var command = new Command("show", "Show one run: config, scalars, artifacts, the end of its output, and why it failed.")
        {
            s_run, s_json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var runs = RunsFolder.Read(RunsFolder.Find(line));
        var run = RunsFolder.Run(runs, line.GetValue(s_run)!);
        if (line.GetValue(s_json))
            Exports.Json([run], null);
        else
            Write(run, RunDetails.Read(run.Folder));
        return 0;
    }

    private static void Write(RunRow run, RunDetails details)
    {
        Tables.Title($"Run {run.Id}");
        Tables.Write(["", ""], s_properties
            .Select(name => RunField.Find(name, [run]))
            .Where(field => field.Read(run) is not null)
            .Select(field => new[] { field.Name, ValueText.Of(field, field.Read(run)) })
            .Concat(details.Diff.Length == 0 ? [] : [["uncommitted changes", ValueText.Printable(details.Diff)]])
            .Concat(run.NamedConfigs.Count == 0 ? [] : [["named configs", ValueText.Printable(string.Join(", ", run.NamedConfigs))]]));
        Section("Config", ["entry", "value", "set by"], run.Config.Select(c => new[] { c.Key, ValueText.Of(c.Value), SetBy(run, c.Key) }));
        Section("Scalars", ["name", "last", "best", "min", "max", "values"], run.Scalars.Select(s => Row(s.Key, s.Value)));
        Section("Artifacts", [""], details.Artifacts.Select(a => new[] { ValueText.Printable(a) }));
        Section("Files that it read", [""], details.Resources.Select(r => new[] { ValueText.Printable(r.File) }));
        Text("Output", RunDetails.OutputTail(run.Folder, Lines));
        Text("Failure", details.FailTrace);
    }

    private static string[] Row(string name, ScalarSummary scalar) =>
    [
        ValueText.Printable(name),
        .. new[] { scalar.Last, scalar.Best(name), scalar.Min, scalar.Max, scalar.Count }.Select(ValueText.Number),
    ];

    // An update can be of a block, or of one item of a list.
    private static string SetBy(RunRow run, string key) =>
        run.Changed.Any(c => c == key || IsBelow(key, c) || IsBelow(c, key)) ? "command line" : "";

    private static bool IsBelow(string key, string block) => key.StartsWith(block + ".", StringComparison.Ordinal);

    private static void Section(string title, IReadOnlyList<string> titles, IEnumerable<IReadOnlyList<string>> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        Console.Out.WriteLine();
        Tables.Title(title);
        Tables.Write(titles, list);
    }

    private static void Text(string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        Console.Out.WriteLine();
        Tables.Title(title);
        foreach (var text in lines)
            Console.Out.WriteLine("  " + ValueText.Printable(text));
    }
}
