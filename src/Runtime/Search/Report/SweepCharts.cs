using System.Globalization;
using System.Net;
using System.Text;

namespace Gen.Search;

/// <summary>Draws the trials of a sweep as SVG.</summary>
/// <param name="space">The space.</param>
/// <param name="results">Completed trials with finite values, the best first.</param>
internal sealed class SweepCharts(SearchSpace space, IReadOnlyList<TrialResult> results)
{
    private const int Width = 720;
    private const int Height = 220;
    private const int Margin = 48;

    private readonly Dictionary<int, int> _ranks = results.Select((r, rank) => KeyValuePair.Create(r.Number, rank)).ToDictionary();
    private readonly double _low = results.Min(r => r.Outcome.Value), _high = results.Max(r => r.Outcome.Value);

    /// <summary>The objective of each trial, and the best so far.</summary>
    public string OverTime()
    {
        var ordered = results.OrderBy(r => r.Number).ToList();
        var last = Math.Max(1, ordered[^1].Number);
        var svg = Begin("Trial", "0", $"{last}");
        var (best, line) = (results[^1], new StringBuilder());
        foreach (var result in ordered)
        {
            if (Rank(result) < Rank(best))
                best = result;
            line.Append(Invariant($"{X((double)result.Number / last):F1},{Y(best.Outcome.Value):F1} "));
            Point(svg, (double)result.Number / last, result);
        }

        return svg.Append($"<polyline class=\"best\" points=\"{line}\"/></svg>").ToString();
    }

    /// <summary>The objective of each trial over a dimension.</summary>
    public string Over(int dimension)
    {
        var varied = space.Dimensions[dimension];
        var svg = Begin(varied.Name, Label(varied, 0), Label(varied, 1));
        foreach (var result in results.Where(r => space.IsActive(r.Point, dimension)))
            Point(svg, Unit(varied, result.Point[dimension]), result);
        return svg.Append("</svg>").ToString();
    }

    /// <summary>A line for each trial, through its value of each dimension and the objective.</summary>
    public string Parallel()
    {
        var svg = new StringBuilder(Invariant($"<svg viewBox=\"0 0 {Width} {Height + 40}\" role=\"img\">"));
        var axes = space.Dimensions.Count;
        double AxisX(int axis) => Margin + (Width - 2.0 * Margin) * axis / axes;
        for (var axis = 0; axis <= axes; axis++)
        {
            var name = axis < axes ? space.Dimensions[axis].Name : "objective";
            var (low, high) = axis < axes
                ? (Label(space.Dimensions[axis], 0), Label(space.Dimensions[axis], 1))
                : (SweepTable.Short(_low), SweepTable.Short(_high));
            svg.Append(Invariant($"<line class=\"axis\" x1=\"{AxisX(axis):F1}\" x2=\"{AxisX(axis):F1}\" y1=\"20\" y2=\"{Height}\"/>"));
            Text(svg, AxisX(axis), 12, high);
            Text(svg, AxisX(axis), Height + 14, low);
            Text(svg, AxisX(axis), Height + 32, name);
        }

        // The best ones on top.
        foreach (var result in results.Reverse())
        {
            var line = new StringBuilder();
            for (var axis = 0; axis <= axes; axis++)
            {
                var unit = axis < axes ? Unit(space.Dimensions[axis], result.Point[axis]) : Share(result.Outcome.Value);
                line.Append(Invariant($"{AxisX(axis):F1},{Height - (Height - 20) * unit:F1} "));
            }

            svg.Append($"<polyline points=\"{line}\" style=\"stroke:{Color(result)}\"><title>{Title(result)}</title></polyline>");
        }

        return svg.Append("</svg>").ToString();
    }

    private StringBuilder Begin(string name, string low, string high)
    {
        var svg = new StringBuilder(Invariant($"<svg viewBox=\"0 0 {Width} {Height + 40}\" role=\"img\">"));
        svg.Append(Invariant($"<line class=\"axis\" x1=\"{X(0):F1}\" x2=\"{X(1):F1}\" y1=\"{Height}\" y2=\"{Height}\"/>"));
        svg.Append(Invariant($"<line class=\"axis\" x1=\"{X(0):F1}\" x2=\"{X(0):F1}\" y1=\"20\" y2=\"{Height}\"/>"));
        Text(svg, X(0), Height + 14, low);
        Text(svg, X(1), Height + 14, high);
        Text(svg, X(0.5), Height + 32, name);
        Text(svg, 24, 26, SweepTable.Short(_high));
        Text(svg, 24, Height, SweepTable.Short(_low));
        return svg;
    }

    private void Point(StringBuilder svg, double unit, TrialResult result) => svg
        .Append(Invariant($"<circle cx=\"{X(unit):F1}\" cy=\"{Y(result.Outcome.Value):F1}\" r=\"4\" style=\"fill:{Color(result)}\">"))
        .Append($"<title>{Title(result)}</title></circle>");

    private static void Text(StringBuilder svg, double x, double y, string text) => svg.Append(Invariant(
        $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(text)}</text>"));

    private string Title(TrialResult result) => WebUtility.HtmlEncode(
        $"trial {result.Number}: {SweepTable.Short(result.Outcome.Value)}; {string.Join(' ', space.Updates(result.Point))}");

    // From blue, the best, to gray.
    private string Color(TrialResult result) =>
        Invariant($"hsl(215 {80 - 70.0 * Rank(result) / results.Count:F0}% {45 + 25.0 * Rank(result) / results.Count:F0}%)");

    private int Rank(TrialResult result) => _ranks[result.Number];

    private static string Label(SearchDimension dimension, int end) => dimension is IntervalDimension interval
        ? SweepTable.Short(end == 0 ? interval.Low : interval.High)
        : dimension.Text(end == 0 ? 0 : dimension.Count!.Value - 1);

    private static double Unit(SearchDimension dimension, double value)
    {
        if (dimension is not IntervalDimension interval)
            return dimension.Count == 1 ? 0.5 : value / (dimension.Count!.Value - 1);
        var (low, high) = (interval.ToScale(interval.Low), interval.ToScale(interval.High));
        return (interval.ToScale(value) - low) / (high - low);
    }

    private double Share(double value) => _high > _low ? (value - _low) / (_high - _low) : 0.5;

    private static double X(double unit) => Margin + (Width - 2 * Margin) * unit;

    private double Y(double value) => Height - (Height - 20) * Share(value);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
