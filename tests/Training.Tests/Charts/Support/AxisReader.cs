using System.Globalization;
using System.Xml.Linq;

namespace Gen.Training.Tests.Charts.Support;

/// <summary>Converts pixels of a chart to values by the labels of its axes.</summary>
internal sealed class AxisReader
{
    private readonly (double Pixel, double Value)[] x, y;

    public AxisReader(SvgDocument picture)
    {
        var labels = picture.All("text").Where(e => IsNumber(e, out _)).ToList();

        // Labels of the y-axis are aligned at their end, those of the x-axis in their middle.
        y = Ends([
            .. labels
                .Where(e => (string?)e.Attribute("text-anchor") == "end")
                .Select(e => (SvgDocument.Number(e, "y") - Half(e), Value(e))),
        ]);
        x = Ends([
            .. labels.Where(e => (string?)e.Attribute("text-anchor") == "middle").Select(e => (SvgDocument.Number(e, "x"), Value(e))),
        ]);
    }

    public double X(double pixel) => At(x, pixel);

    public double Y(double pixel) => At(y, pixel);

    // The tick is at half the height of the label.
    private static double Half(XElement label) => SvgDocument.Number(label, "font-size") * 0.36;

    private static double At((double Pixel, double Value)[] ends, double pixel) =>
        ends[0].Value + ((pixel - ends[0].Pixel) * (ends[1].Value - ends[0].Value) / (ends[1].Pixel - ends[0].Pixel));

    private static (double, double)[] Ends(List<(double Pixel, double Value)> ticks) =>
        [ticks.MinBy(t => t.Value), ticks.MaxBy(t => t.Value)];

    private static double Value(XElement e) => IsNumber(e, out var value) ? value : double.NaN;

    private static bool IsNumber(XElement e, out double value) =>
        double.TryParse(SvgDocument.Text(e), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
