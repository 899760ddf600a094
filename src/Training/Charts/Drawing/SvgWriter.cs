using System.Globalization;
using System.Text;
using static Gen.Training.Charts.SvgText;

namespace Gen.Training.Charts;

/// <summary>Writer of SVG 1.1, with one element per line and text as text.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();
    private int _clips;

    private readonly string _idPrefix;

    private SvgWriter(string idPrefix) => _idPrefix = idPrefix;

    /// <summary>Writes a scene as an SVG document.</summary>
    /// <param name="scene">The scene.</param>
    /// <param name="idPrefix">The beginning of the ids of elements, for a document that becomes a part of another.</param>
    public static string Write(Scene scene, string idPrefix = "")
    {
        var writer = new SvgWriter(idPrefix);
        writer.Document(scene);
        return writer._svg.ToString();
    }

    private void Document(Scene scene)
    {
        _svg.Append(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{scene.Width}\" height=\"{scene.Height}\" viewBox=\"0 0 {scene.Width} "
            + $"{scene.Height}\""
        );
        _svg.Append(" font-family=\"Helvetica, Arial, sans-serif\" stroke-linejoin=\"round\" role=\"img\">\n");
        if (scene.Title is { Length: > 0 } title) _svg.Append($"<title>{Escape(title)}</title>\n");
        _svg.Append($"<rect width=\"{scene.Width}\" height=\"{scene.Height}\"{Color("fill", scene.Background)}/>\n");
        foreach (var shape in scene.Shapes) Element(shape);
        _svg.Append("</svg>\n");
    }

    private void Element(Shape shape)
    {
        switch (shape)
        {
            case ClipShape clip:
                var id = $"{_idPrefix}clip{++_clips}";
                _svg.Append($"<clipPath id=\"{id}\"><rect{Place(clip.Box)}/></clipPath>\n<g clip-path=\"url(#{id})\">\n");
                foreach (var inner in clip.Shapes) Element(inner);
                _svg.Append("</g>\n");
                break;
            case PolylineShape { Points: [var a, var b] } line:
                Close(
                    "line",
                    $" x1=\"{Number(a.X)}\" y1=\"{Number(a.Y)}\" x2=\"{Number(b.X)}\" y2=\"{Number(b.Y)}\"{Line(line.Stroke)}",
                    shape
                );
                break;
            case PolylineShape line:
                Close("polyline", $" points=\"{Points(line.Points)}\" fill=\"none\"{Line(line.Stroke)}", shape);
                break;
            case PolygonShape polygon:
                Close("polygon", $" points=\"{Points(polygon.Points)}\"{Color("fill", polygon.Fill)}", shape);
                break;
            case BoxShape box:
                Close("rect", Place(box.Box) + Fill(box.Fill) + (box.Outline is { } edge ? Line(edge) : ""), shape);
                break;
            case DiscShape disc:
                var ring = disc.Outline is { } outline ? Line(outline) : "";
                Close(
                    "circle",
                    $" cx=\"{Number(disc.Center.X)}\" cy=\"{Number(disc.Center.Y)}\" "
                    + $"r=\"{Number(disc.Radius)}\"{Color("fill", disc.Fill)}{ring}",
                    shape
                );
                break;
            case TextShape text:
                Text(text);
                break;
        }
    }

    private void Text(TextShape shape)
    {
        var (at, style) = (shape.At, shape.Style);
        if (shape.Href is { } href) _svg.Append($"<a href=\"{Escape(href)}\">");
        _svg.Append($"<text x=\"{Number(at.X)}\" y=\"{Number(at.Y)}\" font-size=\"{Number(style.Size)}\"{Color("fill", style.Color)}");
        if (shape.Anchor != Anchor.Start) _svg.Append(shape.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (style.Bold) _svg.Append(" font-weight=\"bold\"");

        // The layout has this much room, whatever font the viewer has in place of Arial.
        if (FontMetrics.Width(shape.Text, style.Size) is > 0 and var width)
            _svg.Append($" textLength=\"{Number(width)}\" lengthAdjust=\"spacingAndGlyphs\"");
        if (style.Rotated) _svg.Append($" transform=\"rotate(-90 {Number(at.X)} {Number(at.Y)})\"");
        _svg.Append($">{Tooltip(shape)}{Escape(shape.Text)}</text>{(shape.Href is null ? "" : "</a>")}\n");
    }

    private void Close(string name, string attributes, Shape shape) =>
        _svg.Append(shape.Tooltip is null ? $"<{name}{attributes}/>\n" : $"<{name}{attributes}>{Tooltip(shape)}</{name}>\n");

    private static string Tooltip(Shape shape) => shape.Tooltip is null ? "" : $"<title>{Escape(shape.Tooltip)}</title>";

    private static string Fill(Rgba? fill) => fill is { } color ? Color("fill", color) : " fill=\"none\"";

    private static string Place(Box box) =>
        $" x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"";

    private static string Points(IReadOnlyList<Point> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    private static string Line(Stroke stroke)
    {
        var width = stroke.Width == 1 ? "" : $" stroke-width=\"{Number(stroke.Width)}\"";
        var dashes = stroke.Dashes is null ? "" : $" stroke-dasharray=\"{string.Join(' ', stroke.Dashes.Select(Number))}\"";
        return Color("stroke", stroke.Color) + width + dashes;
    }
}

/// <summary>Formatting of SVG attributes and texts.</summary>
internal static class SvgText
{
    /// <summary>Formats a number with at most two decimals, in the invariant culture.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>Formats the attribute of a color, and that of its opacity unless it is opaque.</summary>
    public static string Color(string attribute, Rgba color)
    {
        var text = $" {attribute}=\"#{color.R:x2}{color.G:x2}{color.B:x2}\"";
        return color.A == 255 ? text : text + $" {attribute}-opacity=\"{Number(color.A / 255.0)}\"";
    }

    /// <summary>Escapes a text. Characters that are not valid in XML become U+FFFD.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\t' or '\n' or '\r' => escaped.Append(' '),
                < 0x20 or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune),
            };
        }

        return escaped.ToString();
    }
}
