using Gen.Tool.Output;
using Gen.Tool.Reading;
using Gen.Training.Charts;

namespace Gen.Tool.Plots;

/// <summary>Makes a chart of curves: <c>loss</c> and <c>val_loss</c> of a run have one color.</summary>
/// <param name="runs">The runs.</param>
/// <param name="scalars">The names of the scalars.</param>
/// <param name="curves">The curves.</param>
internal sealed class RunChart(IReadOnlyList<RunRow> runs, IReadOnlyList<string> scalars, IReadOnlyList<PlotCurve> curves)
{
    private const string ValidationPrefix = "val_";

    // From these numbers of seconds on, an axis is in the next larger unit.
    private static readonly (double From, double Seconds, string Name)[] s_units =
        [(7200, 3600, "hours"), (180, 60, "minutes"), (0, 1, "seconds")];

    private readonly Dictionary<RunRow, string> _labels = RunLabels.Of(runs);

    /// <summary>Whether the x of the curves is a time in seconds.</summary>
    public bool ByTime { get; init; }

    /// <summary>Returns the scalar of the training that belongs to one of the validation; null for others.</summary>
    public static string? TrainingOf(string scalar) =>
        scalar.StartsWith(ValidationPrefix, StringComparison.Ordinal) ? scalar[ValidationPrefix.Length..] : null;

    public LineChart Create()
    {
        var unit = Array.Find(s_units, u => curves.SelectMany(c => c.X).DefaultIfEmpty().Max() >= u.From);
        var seconds = ByTime ? unit.Seconds : 1;
        var chart = new LineChart
        {
            XLabel = ByTime ? unit.Name : PlotCurve.Step,
            YLabel = scalars is [var single] ? ValueText.Printable(single) : null,
            Title = runs is [var run] ? ValueText.Printable($"{run.Experiment} {run.Id}".Trim()) : null,
        };
        foreach (var curve in curves)
        {
            var validation = curves.FirstOrDefault(c => c.Run == curve.Run && TrainingOf(c.Scalar) == curve.Scalar);
            if (validation is not null)
                chart.AddPair(Name(curve), X(curve), curve.Y, Name(validation), X(validation), validation.Y);
            else if (!curves.Any(c => c.Run == curve.Run && c.Scalar == TrainingOf(curve.Scalar)))
                chart.Add(Name(curve), X(curve), curve.Y);
        }

        return chart;

        double[] X(PlotCurve curve) => [.. curve.X.Select(x => x / seconds)];
    }

    private string Name(PlotCurve curve)
    {
        var scalar = ValueText.Printable(curve.Scalar);
        return scalars.Count == 1 ? _labels[curve.Run] : runs.Count == 1 ? scalar : $"{scalar}, {_labels[curve.Run]}";
    }
}
