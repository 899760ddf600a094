using Gen.Training.Charts.Axes;
using Gen.Training.Charts.Curves;
using Gen.Training.Charts.Drawing;

namespace Gen.Training.Charts;

/// <summary>Curves in the unit square, one for each class or a single one, with the area of each in the legend.</summary>
public abstract class CurveChart : Chart
{
    private readonly List<(LegendEntry Entry, double[] X, double[] Y)> _curves = [];
    private readonly List<(LegendEntry Entry, double[] X, double[] Y)> _averages = [];

    private protected CurveChart(string xLabel, string yLabel)
    {
        Size = new(900, 600);
        XLabel = xLabel;
        YLabel = yLabel;
    }

    private protected void AddCurve(string name, string measure, CurvePoints curve)
    {
        ArgumentNullException.ThrowIfNull(name);
        _curves.Add((Entry(name, measure, curve, new(Palette.ColorOf(_curves.Count), 2, Palette.DashesOf(_curves.Count))), curve.X, curve.Y));
    }

    /// <summary>Adds a curve that stands for others: on top of them, and first in the legend, which may have no room for all.</summary>
    private protected void AddAverage(string name, string measure, CurvePoints curve, Stroke stroke) =>
        _averages.Add((Entry(name, measure, curve, stroke), curve.X, curve.Y));

    private static LegendEntry Entry(string name, string measure, CurvePoints curve, Stroke stroke)
    {
        var area = double.IsNaN(curve.Area) ? "n/a" : curve.Area.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
        return new(name, stroke, $" ({measure} {area})");
    }

    private protected static CurvePoints Given(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, double area)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count) throw new ArgumentException($"The curve '{name}' has {x.Count} points on one axis but {y.Count} on the other.", nameof(y));
        return new([.. x], [.. y], area);
    }

    /// <summary>Draws what lies behind the curves.</summary>
    private protected abstract void DrawReference(Scene scene, AxisScale x, AxisScale y);

    internal sealed override Scene Draw()
    {
        var scene = NewScene();
        var unit = new AxisRange(0, 1);
        var frame = Frame.Draw(scene, new(new(XLabel, unit), new(YLabel, unit))
        {
            Title = Title,
            FontSize = FontSize,
            Square = true,
            LegendBeside = true,
            Legend = [.. _averages.Concat(_curves).Select(c => c.Entry)],
        });
        scene.Clip(frame.DataClip, () =>
        {
            DrawReference(scene, frame.X, frame.Y);
            foreach (var (entry, x, y) in _curves.Concat(_averages))
            {
                var points = x.Zip(y, (a, b) => new Point(frame.X.Map(a), frame.Y.Map(b))).Where(p => !double.IsNaN(p.X + p.Y)).ToList();
                if (points.Count == 1) scene.Disc(points[0].X, points[0].Y, 3.5, entry.Line.Color, tip: entry.Text);
                else if (points.Count > 1) scene.Polyline(Decimation.Thin(points), entry.Line, entry.Text);
            }
        });
        if (_curves.Concat(_averages).All(c => c.X.Length == 0)) frame.Note(scene, "no data");
        return scene;
    }
}
