using System.CommandLine;
using Gen.Tool.Output;
using Gen.Tool.Plots;
using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary><c>gen compare</c>: in what runs differ.</summary>
internal static class CompareCommand
{
    private const int PlottedScalars = 3;

    private static readonly Argument<string[]> s_runs = new("RUN")
    {
        Description = "The numbers of two or more runs, or their folders.",
        Arity = new ArgumentArity(1, 100),
    };

    private static readonly Option<bool> s_plot = new("--plot", "-p") { Description = "Draw the curves in the terminal." };

    private static readonly Option<string?> s_metric = new("--metric", "-m")
    {
        Description = "The scalars that --plot draws, as \"loss,val_loss\" (default: the first three columns of the table).",
        HelpName = "NAMES",
    };

    public static Command Create()
    {
        var command = new Command("compare", "Show in what runs differ: config, program, machine and scalars.")
        {
            s_runs, s_plot, s_metric,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var all = RunsFolder.Read(RunsFolder.Find(line));
        var runs = line.GetValue(s_runs)!.Select(id => RunsFolder.Run(all, id)).ToList();
        if (runs.Count < 2)
            throw new UserErrorException("'gen compare' requires two or more runs.");
        var plotted = Plotted(line, runs);
        var details = runs.ConvertAll(r => RunDetails.Read(r.Folder));
        var isFirst = true;
        Section("Config", RunColumns.Differing(runs).Select(k => Row(k, runs.Select(r => Text(r.Config, k)))));
        Section("Program, data and machine",
        [
            .. ProgramDifferences.OfPrograms(runs, details).Concat(ProgramDifferences.OfData(details)).Select(d => d.Row),
            .. new[] { Row("status", runs.Select(r => r.Status)) }.Where(row => row.Skip(1).Distinct().Count() > 1),
        ]);
        var scalars = runs.SelectMany(r => r.Scalars.Keys).Distinct().Order(StringComparer.Ordinal);
        Section("Scalars", scalars.SelectMany(name => Scalar(name, runs)));
        if (isFirst)
            Console.Out.WriteLine("The runs do not differ.");
        foreach (var scalar in plotted)
            Plot(scalar, runs);
        return 0;

        void Section(string title, IEnumerable<IReadOnlyList<string>> rows)
        {
            var list = rows.ToList();
            if (list.Count == 0)
                return;
            if (!isFirst)
                Console.Out.WriteLine();
            isFirst = false;
            Tables.Title(title);
            Tables.Write(["", .. runs.Select(r => r.Id), .. runs.Count == 2 && title == "Scalars" ? ["difference"] : (string[])[]], list);
        }
    }

    private static IReadOnlyList<string> Plotted(ParseResult line, List<RunRow> runs) =>
        line.GetValue(s_metric) is { } given ? PlotCurve.Given(given, runs)
        : line.GetValue(s_plot) ? PlotCurve.DefaultScalars(runs, PlottedScalars)
        : [];

    private static void Plot(string scalar, List<RunRow> runs)
    {
        Console.Out.WriteLine();
        Tables.Title(ValueText.Printable(scalar));
        var (curves, labels) = (PlotCurve.Read(runs, [scalar]), RunLabels.Of(runs));
        Tables.Lines(TerminalPlot.Draw(curves, curves.ConvertAll(c => labels[c.Run]), Tables.TerminalWidth(otherwise: 100)));
    }

    private static IEnumerable<IReadOnlyList<string>> Scalar(string name, List<RunRow> runs)
    {
        foreach (var statistic in (string[])["last", "best"])
        {
            var values = runs.ConvertAll(r => RunField.OfScalar(name, statistic, name).Read(r));
            if (values.Distinct().Count() == 1)
                continue;
            var row = Row($"{name}.{statistic}", values.Select(v => v is { } value ? Precise(value) : ""));
            if (values is [{ Number: { } first }, { Number: { } second }])
                row.Add(ValueText.Number(second - first));
            yield return row;
        }
    }

    // Two values that differ must not look equal.
    private static string Precise(RunValue value) => value.Number is { } number && double.IsFinite(number)
        ? number.ToString("G9", System.Globalization.CultureInfo.InvariantCulture)
        : value.Text;

    private static List<string> Row(string name, IEnumerable<string> cells) =>
        [ValueText.Printable(name), .. cells.Select(ValueText.Printable)];

    private static string Text(IReadOnlyDictionary<string, RunValue> config, string key) =>
        config.TryGetValue(key, out var value) ? value.Text : "";
}
