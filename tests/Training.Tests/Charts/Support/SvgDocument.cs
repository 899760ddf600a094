using System.Globalization;
using System.Xml.Linq;

namespace Gen.Training.Tests.Charts.Support;

/// <summary>A parsed SVG document.</summary>
internal sealed class SvgDocument(string svg)
{
    public XElement Root { get; } = XDocument.Parse(svg).Root!;

    public IEnumerable<XElement> All(string name) => Root.Descendants().Where(e => e.Name.LocalName == name);

    /// <summary>The visible texts, without tooltips.</summary>
    public List<string> Texts => [.. All("text").Select(Text)];

    public XElement TextElement(string text) => All("text").Single(e => Text(e) == text);

    public static string Text(XElement text) => string.Concat(text.Nodes().OfType<XText>().Select(t => t.Value));

    public static string? Tooltip(XElement shape) => shape.Elements().FirstOrDefault(e => e.Name.LocalName == "title")?.Value;

    public static double Number(XElement shape, string attribute) =>
        double.Parse(shape.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    public static List<(double X, double Y)> Points(XElement polyline) =>
        polyline.Name.LocalName == "line"
            ? [(Number(polyline, "x1"), Number(polyline, "y1")), (Number(polyline, "x2"), Number(polyline, "y2"))]
            : [.. polyline.Attribute("points")!.Value.Split(' ').Select(p => p.Split(',')).Select(p => (Parse(p[0]), Parse(p[1])))];

    private static double Parse(string number) => double.Parse(number, CultureInfo.InvariantCulture);
}
