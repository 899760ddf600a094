using System.CommandLine;
using System.Globalization;
using Gen.Tool.Plots;
using Gen.Tool.Queries;
using Gen.Tool.Reading;
using Gen.Training.Charts;

namespace Gen.Tool.Commands;

/// <summary><c>gen plot</c>: curves of runs as a picture.</summary>
internal static class PlotCommand
{
    private const int MaxRuns = 100;

    private static readonly string[] s_axes = [PlotCurve.Step, "time"];

    private static readonly Argument<string[]> s_runs = new("RUN")
    {
        Description = "The numbers of runs, or their folders (default: the last one).",
        Arity = new ArgumentArity(0, MaxRuns),
    };

    private static readonly Option<string?> s_metric = new("--metric", "-m")
    {
        Description = "The scalars, as \"loss,val_loss\" (default: the first column of the table, with that of the training).",
        HelpName = "NAMES",
    };

    private static readonly Option<string?> s_where = new("--where", "-w")
    {
        Description = "The runs for which a condition holds, as for gen runs.",
        HelpName = "CONDITION",
    };

    private static readonly Option<string?> s_output = new("--output", "-o")
    {
        Description = "The file, .svg or .png (default: the name of the first scalar with .svg). It is replaced.",
        HelpName = "FILE",
    };

    private static readonly Option<string?> s_size = new("--size")
    {
        Description = "The size in pixels (default: 960x540).",
        HelpName = "WIDTHxHEIGHT",
    };

    private static readonly Option<string?> s_x = new("--x")
    {
        Description = "What the x-axis has: step (default) or time.",
        HelpName = "AXIS",
    };

    private static readonly Option<bool> s_logX = new("--log-x") { Description = "A logarithmic x-axis." };
    private static readonly Option<bool> s_logY = new("--log-y") { Description = "A logarithmic y-axis." };

    public static Command Create()
    {
        var command = new Command("plot", "Draw curves of runs as SVG or PNG.")
        {
            s_runs, s_metric, s_where, s_output, s_size, s_x, s_logX, s_logY,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var runs = Runs(line);
        var byTime = ByTime(line.GetValue(s_x));
        var scalars = line.GetValue(s_metric) is { } given ? PlotCurve.Given(given, runs) : Default(runs);
        var file = File(line.GetValue(s_output), scalars[0]);
        var size = Size(line.GetValue(s_size));
        var curves = PlotCurve.Read(runs, scalars, byTime);
        foreach (var run in runs.Where(r => curves.TrueForAll(c => c.Run != r)))
            Console.Error.WriteLine($"warning: Run {run.Id} has no values of {string.Join(", ", scalars)}.");
        var chart = new RunChart(runs, scalars, curves) { ByTime = byTime }.Create();
        (chart.Size, chart.LogX, chart.LogY) = (size, line.GetValue(s_logX), line.GetValue(s_logY));
        chart.Save(file);
        Console.Out.WriteLine(file);
        return 0;
    }

    private static List<RunRow> Runs(ParseResult line)
    {
        var all = RunsFolder.Read(RunsFolder.Find(line));
        var (ids, where) = (line.GetValue(s_runs)!, line.GetValue(s_where));
        var runs = ids.Length > 0 ? ids.Select(id => RunsFolder.Run(all, id)).Distinct().ToList()
            : where is not null ? all.Where(r => !r.Marks.IsArchived).ToList()
            : all.TakeLast(1).ToList();
        if (where is not null)
            runs = [.. runs.Where(Query.Parse(where, all))];
        if (runs.Count == 0)
            throw new UserErrorException(all.Count == 0 ? "There are no runs." : $"No run fulfills '{where}'.");
        return runs.Count <= MaxRuns
            ? runs
            : throw new UserErrorException($"A plot has at most {MaxRuns} runs, but '{where}' is fulfilled by {runs.Count}.");
    }

    // val_loss with loss, in one color.
    private static IReadOnlyList<string> Default(List<RunRow> runs)
    {
        if (PlotCurve.DefaultScalars(runs, 1) is not [var first])
            throw new UserErrorException(runs.Count == 1 ? $"Run {runs[0].Id} has no scalars." : "The runs have no scalars.");
        var training = RunChart.TrainingOf(first);
        return training is not null && runs.Exists(r => r.Scalars.ContainsKey(training)) ? [training, first] : [first];
    }

    private static bool ByTime(string? axis) => axis is null || s_axes.Contains(axis)
        ? axis == "time"
        : throw new UserErrorException($"Option --x must be step or time, but was '{axis}'.");

    private static string File(string? given, string scalar)
    {
        var file = given ?? string.Concat(scalar.Select(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.' ? c : '_')) + ".svg";
        if (file.Contains('\0') || Path.GetFileNameWithoutExtension(file).Length == 0 || Directory.Exists(file)
            || Path.GetExtension(file).ToLowerInvariant() is not (".svg" or ".png"))
            throw new UserErrorException($"A plot is a file whose name ends with .svg or .png, which '{file}' is not.");
        return file;
    }

    private static ChartSize Size(string? given)
    {
        if (given is null)
            return new ChartSize(960, 540);
        if (given.Split('x') is [var width, var height]
            && int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var w)
            && int.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var h)
            && w is >= 120 and <= 10_000 && h is >= 90 and <= 10_000)
            return new ChartSize(w, h);
        throw new UserErrorException($"Option --size must be 120x90 to 10000x10000, as 960x540, but was '{given}'.");
    }
}
