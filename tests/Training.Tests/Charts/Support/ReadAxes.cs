using System.Globalization;
using System.Xml.Linq;

namespace Gen.Training.Tests.Charts.Support;

/// <summary>Reads values off a picture as a person does: by the labels beside the ticks.</summary>
internal sealed class ReadAxes
{
    private readonly (double Pixel, double Value)[] x, y;

    public ReadAxes(SvgPicture picture)
    {
        var labels = picture.All("text").Where(e => IsNumber(e, out _)).ToList();

        // Labels of the rotated axis end at one x; those of the other have one y.
        y = Ends([
            .. labels.Where(e => (string?)e.Attribute("text-anchor") == "end").Select(e => (SvgPicture.Number(e, "y") - Half(e), Value(e))),
        ]);
        x = Ends([
            .. labels.Where(e => (string?)e.Attribute("text-anchor") == "middle").Select(e => (SvgPicture.Number(e, "x"), Value(e))),
        ]);
    }

    public double X(double pixel) => At(x, pixel);

    public double Y(double pixel) => At(y, pixel);

    // Of a label's letters, the middle of the height lies beside the tick.
    private static double Half(XElement label) => SvgPicture.Number(label, "font-size") * 0.36;

    private static double At((double Pixel, double Value)[] ends, double pixel) =>
        ends[0].Value + ((pixel - ends[0].Pixel) * (ends[1].Value - ends[0].Value) / (ends[1].Pixel - ends[0].Pixel));

    private static (double, double)[] Ends(List<(double Pixel, double Value)> ticks) =>
        [ticks.MinBy(t => t.Value), ticks.MaxBy(t => t.Value)];

    private static double Value(XElement e) => IsNumber(e, out var value) ? value : double.NaN;

    private static bool IsNumber(XElement e, out double value) =>
        double.TryParse(SvgPicture.Text(e), NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
