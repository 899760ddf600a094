using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>A series of points of a chart with its looks.</summary>
internal sealed record LineSeries(string Name, double[] X, double[] Y, Stroke Stroke)
{
    // With more points than this, markers would hide the line.
    private const int MostMarkers = 30;

    public static LineSeries Of(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, Rgba color, double[]? dashes)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count) throw new ArgumentException($"The series '{name}' has {x.Count} places but {y.Count} values.", nameof(y));
        return new(name, [.. x], [.. y], new(color, 2, dashes));
    }

    /// <summary>Whether any point has a place on such axes.</summary>
    public bool HasData(bool logX, bool logY) => X.Zip(Y).Any(p => Shows(p.First, logX) && Shows(p.Second, logY));

    public void Draw(Scene scene, Frame frame, string? xLabel)
    {
        var markers = X.Length <= MostMarkers;
        foreach (var run in Runs(frame))
        {
            if (run.Count > 1) scene.Polyline(Decimation.Thin(run), Stroke, Summary(xLabel));
            else if (!markers) scene.Disc(run[0].X, run[0].Y, 2, Stroke.Color);
        }

        if (!markers) return;
        for (var i = 0; i < X.Length; i++)
        {
            double x = frame.X.Map(X[i]), y = frame.Y.Map(Y[i]);
            if (!double.IsNaN(x + y)) scene.Disc(x, y, 2.75, Stroke.Color, tip: $"{Name}, {xLabel ?? "x"} {TickText.Value(X[i])}: {TickText.Value(Y[i])}");
        }
    }

    // Stretches without a gap, in pixels.
    private IEnumerable<List<Point>> Runs(Frame frame)
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

    private string Summary(string? xLabel)
    {
        var last = Array.FindLastIndex(Y, double.IsFinite);
        return $"{Name}, last ({xLabel ?? "x"} {TickText.Value(X[last])}): {TickText.Value(Y[last])}";
    }

    private static bool Shows(double value, bool log) => double.IsFinite(value) && (!log || value > 0);
}
