namespace Gen.Training.Charts;

/// <summary>Base class for charts of curves in the unit square, with the area under each curve in the legend.</summary>
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

    /// <summary>The curves that are in another chart.</summary>
    internal LegendRest Rest { get; set; }

    private protected void AddCurve(string name, string measure, CurvePoints curve)
    {
        ArgumentNullException.ThrowIfNull(name);
        var stroke = new Stroke(Palette.SeriesColor(_curves.Count), 2, Palette.SeriesDashes(_curves.Count));
        _curves.Add((CreateEntry(name, measure, curve, stroke), curve.X, curve.Y));
    }

    /// <summary>Adds an average of the other curves, drawn on top of them and first in the legend, which may not have room for
    /// all.</summary>
    private protected void AddAverage(string name, string measure, CurvePoints curve, Stroke stroke) =>
        _averages.Add((CreateEntry(name, measure, curve, stroke), curve.X, curve.Y));

    private static LegendEntry CreateEntry(string name, string measure, CurvePoints curve, Stroke stroke)
    {
        var area = double.IsNaN(curve.Area) ? "n/a" : curve.Area.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture);
        return new(name, stroke, $" ({measure} {area})");
    }

    private protected static CurvePoints FromPoints(string name, IReadOnlyList<double> x, IReadOnlyList<double> y, double area)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count) throw new ArgumentException($"Curve '{name}' has {x.Count} x values, but {y.Count} y values.", nameof(y));
        return new([.. x], [.. y], area);
    }

    /// <summary>Draws the reference line behind the curves.</summary>
    private protected abstract void DrawReference(Scene scene, AxisScale x, AxisScale y);

    internal sealed override Scene Draw()
    {
        var scene = CreateScene();
        var unit = new AxisRange(0, 1);
        var frame = Frame.Draw(scene, new(new(XLabel, unit), new(YLabel, unit))
        {
            Title = Title,
            FontSize = FontSize,
            Square = true,
            LegendBeside = true,
            Legend = [.. _averages.Concat(_curves).Select(c => c.Entry)],
            Rest = Rest,
        });
        scene.Clip(frame.DataClip, () =>
        {
            DrawReference(scene, frame.X, frame.Y);
            foreach (var (entry, x, y) in _curves.Concat(_averages))
            {
                var points = x.Zip(y, (a, b) => new Point(frame.X.Map(a), frame.Y.Map(b))).Where(p => !double.IsNaN(p.X + p.Y)).ToList();
                if (points.Count == 1) scene.Disc(points[0].X, points[0].Y, 3.5, entry.Line.Color, tooltip: entry.Text);
                else if (points.Count > 1) scene.Polyline(Decimation.Reduce(points), entry.Line, entry.Text);
            }
        });
        if (_curves.Concat(_averages).All(c => c.X.Length == 0)) frame.DrawMessage(scene, "no data");
        return scene;
    }
}
