using Gen.Tool.Output;

namespace Gen.Tool.Plots;

/// <summary>Draws curves of one scalar in the terminal. Each is named at its end, so that the colors are not needed.</summary>
internal static class TerminalPlot
{
    private const int Rows = 12, MinWidth = 40, MaxWidth = 110, MaxName = 30;

    private static readonly string[] s_colors = ["blue", "darkorange", "green", "fuchsia", "aqua", "yellow", "red"];

    /// <summary>Returns the lines of a plot, as pieces with colors.</summary>
    /// <param name="curves">The curves.</param>
    /// <param name="names">The name of each curve.</param>
    /// <param name="width">The width of the terminal in characters.</param>
    public static List<List<(string Text, string? Color)>> Draw(
        IReadOnlyList<PlotCurve> curves, IReadOnlyList<string> names, int width)
    {
        var (x, y) = (Scale.Empty, Scale.Empty);
        foreach (var curve in curves)
        {
            foreach (var (step, value) in curve.X.Zip(curve.Y).Where(p => double.IsFinite(p.First) && double.IsFinite(p.Second)))
                (x, y) = (x.With(step), y.With(value));
        }

        if (x == Scale.Empty)
            return [[("  no finite values", null)]];
        string[] ticks = [ValueText.Number(y.High), ValueText.Number((y.Low + y.High) / 2), ValueText.Number(y.Low)];
        var (left, right) = (ticks.Max(t => t.Length), Math.Min(MaxName, names.Max(n => n.Length)));
        var columns = Math.Clamp(width, MinWidth, MaxWidth) - left - right - 4;
        var canvas = new BrailleCanvas(columns, Rows);
        for (var i = 0; i < curves.Count; i++)
            DrawCurve(canvas, curves[i], x, y, i);

        var labels = PlaceNames(curves, y, canvas.Height);
        var lines = new List<List<(string, string?)>>();
        for (var row = 0; row < Rows; row++)
        {
            var tick = row == 0 ? ticks[0] : row == Rows / 2 ? ticks[1] : row == Rows - 1 ? ticks[2] : "";
            var line = new List<(string, string?)> { ($"{tick.PadLeft(left)} ┤", null) };
            for (var column = 0; column < columns; column++)
                line.Add(($"{canvas.CharAt(row, column)}", Color(canvas.SeriesAt(row, column))));
            if (labels[row] is { } curve)
                line.Add(($" {Cut(names[curve])}", Color(curve)));
            lines.Add(line);
        }

        var (first, last) = (ValueText.Number(x.Low), ValueText.Number(x.High));
        lines.Add([($"{new string(' ', left + 2)}{first}{last.PadLeft(Math.Max(last.Length + 1, columns - first.Length))}", null)]);
        return lines;
    }

    private static void DrawCurve(BrailleCanvas canvas, PlotCurve curve, Scale x, Scale y, int series)
    {
        (int X, int Y)? last = null;
        for (var i = 0; i < curve.X.Count; i++)
        {
            if (!double.IsFinite(curve.X[i]) || !double.IsFinite(curve.Y[i]))
            {
                last = null;   // a gap
                continue;
            }

            var dot = (X: x.Dot(curve.X[i], canvas.Width), Y: canvas.Height - 1 - y.Dot(curve.Y[i], canvas.Height));
            var (x0, y0) = last ?? dot;
            canvas.Line(x0, y0, dot.X, dot.Y, series);
            last = dot;
        }
    }

    /// <summary>Returns the curve whose name is in each row: that of its last value, or the nearest that is free.</summary>
    private static int?[] PlaceNames(IReadOnlyList<PlotCurve> curves, Scale y, int height)
    {
        var places = new int?[Rows];
        for (var i = 0; i < curves.Count; i++)
        {
            var end = curves[i].Y.LastOrDefault(double.IsFinite, double.NaN);
            if (double.IsNaN(end))
                continue;
            var row = (height - 1 - y.Dot(end, height)) / 4;
            var free = Enumerable.Range(0, Rows).Where(r => places[r] is null).OrderBy(r => Math.Abs(r - row)).ToList();
            if (free.Count > 0)
                places[free[0]] = i;
        }

        return places;
    }

    private static string Cut(string name) => name.Length > MaxName ? name[..(MaxName - 1)] + "…" : name;

    private static string Color(int series) => s_colors[series % s_colors.Length];

    /// <summary>A range of values on an axis.</summary>
    private readonly record struct Scale(double Low, double High)
    {
        public static Scale Empty => new(double.PositiveInfinity, double.NegativeInfinity);

        public Scale With(double value) => new(Math.Min(Low, value), Math.Max(High, value));

        public int Dot(double value, int dots) => High > Low
            ? (int)Math.Clamp(Math.Round((value / 2 - Low / 2) / (High / 2 - Low / 2) * (dots - 1)), 0, dots - 1)
            : dots / 2;
    }
}
