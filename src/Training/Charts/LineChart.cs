using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>Named series of numbers as lines, such as a loss over epochs. A NaN or an infinity is a gap.</summary>
/// <example><code>
/// var chart = new LineChart { Title = "accuracy", XLabel = "epoch" };
/// chart.AddPair("accuracy", train, "val_accuracy", validation);
/// chart.Save("accuracy.svg");
/// </code></example>
public sealed class LineChart : Chart
{
    private readonly List<LineSeries> _series = [];
    private int _colors;

    /// <summary>A logarithmic horizontal axis; values of 0 and below are gaps.</summary>
    public bool LogX { get; set; }

    /// <summary>A logarithmic vertical axis; values of 0 and below are gaps.</summary>
    public bool LogY { get; set; }

    /// <summary>The lower end of the vertical axis; null for one that fits the data.</summary>
    public double? YMin { get; set; }

    /// <summary>The upper end of the vertical axis; null for one that fits the data.</summary>
    public double? YMax { get; set; }

    /// <summary>Adds a series at 1, 2, 3, … (epochs, say), or from another first number.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="values">Its values; they are copied.</param>
    /// <param name="first">The place of the first value on the horizontal axis.</param>
    public void Add(string name, IReadOnlyList<double> values, int first = 1) => Add(name, Places(values, first), values);

    /// <summary>Adds a series of points.</summary>
    /// <param name="name">Its name in the legend.</param>
    /// <param name="x">The places on the horizontal axis; they are copied.</param>
    /// <param name="y">The values, as many.</param>
    /// <exception cref="ArgumentException">Not as many places as values.</exception>
    public void Add(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        _series.Add(LineSeries.Of(name, x, y, Palette.ColorOf(_colors), Palette.DashesOf(_colors)));
        _colors++;
    }

    /// <summary>Adds a training and a validation series in one colour, the validation's darker and dashed, at 1, 2, 3, …</summary>
    /// <param name="trainName">The training series' name in the legend.</param>
    /// <param name="train">Its values.</param>
    /// <param name="validationName">The validation series' name in the legend.</param>
    /// <param name="validation">Its values; may be fewer, or more.</param>
    /// <param name="first">The place of the first values on the horizontal axis.</param>
    public void AddPair(string trainName, IReadOnlyList<double> train, string validationName, IReadOnlyList<double> validation, int first = 1)
    {
        var color = Palette.ColorOf(_colors++);
        _series.Add(LineSeries.Of(trainName, Places(train, first), train, color, null));
        _series.Add(LineSeries.Of(validationName, Places(validation, first), validation, Palette.Validation(color), Palette.ValidationDashes));
    }

    internal override Scene Draw()
    {
        var scene = NewScene();
        var xs = _series.SelectMany(s => s.X);
        var whole = !LogX && _series.All(s => s.X.All(x => !double.IsFinite(x) || x == Math.Floor(x)));
        var ys = _series.SelectMany(s => s.Y);
        var spec = new FrameSpec(
            new(XLabel, LogX ? AxisRange.Logarithmic(xs, 0) : whole ? AxisRange.Whole(xs) : AxisRange.Of(xs, 0), LogX, whole),
            new(YLabel, (LogY ? AxisRange.Logarithmic(ys, 0.05) : AxisRange.Of(ys, 0.05)).With(YMin, YMax, LogY), LogY))
        {
            Title = Title,
            FontSize = FontSize,
            Legend = [.. _series.Select(s => new LegendEntry(s.Name, s.Stroke))],
        };
        var frame = Frame.Draw(scene, spec);
        scene.Clip(frame.DataClip, () =>
        {
            foreach (var line in _series) line.Draw(scene, frame, XLabel);
        });
        if (!_series.Any(s => s.HasData(LogX, LogY))) frame.Note(scene, "no data");
        return scene;
    }

    private static double[] Places(IReadOnlyList<double> values, int first)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. Enumerable.Range(0, values.Count).Select(i => (double)first + i)];
    }
}
