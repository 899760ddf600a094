namespace Gen.Training.Charts;

/// <summary>A line chart of named series, such as a loss over epochs. NaN and infinities are gaps.</summary>
/// <example><code>
/// var chart = new LineChart { Title = "accuracy", XLabel = "epoch" };
/// chart.AddPair("accuracy", train, "val_accuracy", validation);
/// chart.Save("accuracy.svg");
/// </code></example>
public sealed class LineChart : Chart
{
    private readonly List<LineSeries> _series = [];
    private int _colors;

    /// <summary>Whether the x-axis is logarithmic. The default value is false. On a logarithmic axis, values of 0 and below are
    /// gaps.</summary>
    public bool LogX { get; set; }

    /// <summary>Whether the y-axis is logarithmic. The default value is false. On a logarithmic axis, values of 0 and below are
    /// gaps.</summary>
    public bool LogY { get; set; }

    /// <summary>The lower limit of the y-axis. The default value is null: it fits the data.</summary>
    public double? YMin { get; set; }

    /// <summary>The upper limit of the y-axis. The default value is null: it fits the data.</summary>
    public double? YMax { get; set; }

    /// <summary>Adds a series at x = 1, 2, 3, …, such as epochs.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="values">The values, which are copied.</param>
    /// <param name="first">The x of the first value. The default value is 1.</param>
    public void Add(string name, IReadOnlyList<double> values, int first = 1) => Add(name, XsFrom(values, first), values);

    /// <summary>Adds a series of points.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="x">The x of each point; they are copied.</param>
    /// <param name="y">The y of each point; they are copied.</param>
    /// <exception cref="ArgumentException"><paramref name="x"/> and <paramref name="y"/> differ in length.</exception>
    public void Add(string name, IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        _series.Add(LineSeries.Create(name, x, y, Palette.SeriesColor(_colors), Palette.SeriesDashes(_colors)));
        _colors++;
    }

    /// <summary>Adds a training and a validation series at x = 1, 2, 3, … in one color, with validation darker and dashed.</summary>
    /// <param name="trainName">The name of the training series in the legend.</param>
    /// <param name="train">The values of the training series.</param>
    /// <param name="validationName">The name of the validation series in the legend.</param>
    /// <param name="validation">The values of the validation series; they may be fewer or more.</param>
    /// <param name="first">The x of the first values. The default value is 1.</param>
    public void AddPair(
        string trainName,
        IReadOnlyList<double> train,
        string validationName,
        IReadOnlyList<double> validation,
        int first = 1
    ) => AddPair(trainName, XsFrom(train, first), train, validationName, XsFrom(validation, first), validation);

    /// <summary>Adds a training and a validation series of points in one color, with validation darker and dashed.</summary>
    /// <param name="trainName">The name of the training series in the legend.</param>
    /// <param name="trainX">The x of each point of the training series.</param>
    /// <param name="train">The values of the training series.</param>
    /// <param name="validationName">The name of the validation series in the legend.</param>
    /// <param name="validationX">The x of each point of the validation series.</param>
    /// <param name="validation">The values of the validation series; they may be fewer or more.</param>
    /// <exception cref="ArgumentException">A series has more or fewer x values than values.</exception>
    public void AddPair(
        string trainName,
        IReadOnlyList<double> trainX,
        IReadOnlyList<double> train,
        string validationName,
        IReadOnlyList<double> validationX,
        IReadOnlyList<double> validation
    )
    {
        var color = Palette.SeriesColor(_colors++);
        _series.Add(LineSeries.Create(trainName, trainX, train, color, null));
        var (darker, dashes) = (Palette.ValidationColor(color), Palette.ValidationDashes);
        _series.Add(LineSeries.Create(validationName, validationX, validation, darker, dashes));
    }

    internal override Scene Draw()
    {
        var scene = CreateScene();
        var xs = _series.SelectMany(s => s.X);
        var isInteger = !LogX && _series.All(s => s.X.All(x => !double.IsFinite(x) || x == Math.Floor(x)));
        var ys = _series.SelectMany(s => s.Y);
        var spec = new FrameSpec(
            new(
                XLabel,
                LogX ? AxisRange.Logarithmic(xs, 0)
                    : isInteger ? AxisRange.FromIntegers(xs)
                    : AxisRange.FromValues(xs, 0),
                LogX,
                isInteger
            ),
            new(YLabel, (LogY ? AxisRange.Logarithmic(ys, 0.05) : AxisRange.FromValues(ys, 0.05)).WithLimits(YMin, YMax, LogY), LogY)
        )
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
        if (!_series.Any(s => s.HasData(LogX, LogY))) frame.DrawMessage(scene, "no data");
        return scene;
    }

    private static double[] XsFrom(IReadOnlyList<double> values, int first)
    {
        ArgumentNullException.ThrowIfNull(values);
        return [.. Enumerable.Range(0, values.Count).Select(i => (double)first + i)];
    }
}

/// <summary>A series of a line chart.</summary>
internal sealed record LineSeries(string Name, double[] X, double[] Y, Stroke Stroke)
{
    // With more points than this, markers would hide the line.
    private const int MaxMarkers = 30;

    public static LineSeries Create(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, Rgba color, double[]? dashes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count) throw new ArgumentException($"Series '{name}' has {x.Count} x values, but {y.Count} y values.", nameof(y));
        return new(name, [.. x], [.. y], new(color, 2, dashes));
    }

    /// <summary>Returns whether any point can be drawn on such axes.</summary>
    public bool HasData(bool logX, bool logY) => X.Zip(Y).Any(p => CanDraw(p.First, logX) && CanDraw(p.Second, logY));

    public void Draw(Scene scene, Frame frame, string? xLabel)
    {
        var markers = X.Length <= MaxMarkers;
        foreach (var run in SplitAtGaps(frame))
        {
            if (run.Count > 1) scene.Polyline(Decimation.Reduce(run), Stroke, LineTooltip(xLabel));
            else if (!markers) scene.Disc(run[0].X, run[0].Y, 2, Stroke.Color);
        }

        if (!markers) return;
        for (var i = 0; i < X.Length; i++)
        {
            double x = frame.X.Map(X[i]),
                y = frame.Y.Map(Y[i]);
            if (!double.IsNaN(x + y))
                scene.Disc(x, y, 2.75, Stroke.Color, tooltip: $"{Name}, {xLabel ?? "x"} {TickText.Value(X[i])}: {TickText.Value(Y[i])}");
        }
    }

    // In pixels.
    private IEnumerable<List<Point>> SplitAtGaps(Frame frame)
    {
        var run = new List<Point>();
        for (var i = 0; i < X.Length; i++)
        {
            var point = new Point(frame.X.Map(X[i]), frame.Y.Map(Y[i]));
            if (!double.IsNaN(point.X + point.Y))
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 0) yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }

    private string LineTooltip(string? xLabel)
    {
        var last = Array.FindLastIndex(Y, double.IsFinite);
        return $"{Name}, last ({xLabel ?? "x"} {TickText.Value(X[last])}): {TickText.Value(Y[last])}";
    }

    private static bool CanDraw(double value, bool log) => double.IsFinite(value) && (!log || value > 0);
}
