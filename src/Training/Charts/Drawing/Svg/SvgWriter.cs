using System.Text;
using static Gen.Training.Charts.Drawing.Svg.SvgText;

namespace Gen.Training.Charts.Drawing.Svg;

/// <summary>Writes a scene as SVG 1.1 with one element a line and text as text.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();
    private int _clips;

    /// <summary>The whole document.</summary>
    public static string Write(Scene scene)
    {
        var writer = new SvgWriter();
        writer.Document(scene);
        return writer._svg.ToString();
    }

    private void Document(Scene scene)
    {
        _svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{scene.Width}\" height=\"{scene.Height}\" viewBox=\"0 0 {scene.Width} {scene.Height}\"");
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
                var id = $"clip{++_clips}";
                _svg.Append($"<clipPath id=\"{id}\"><rect{Place(clip.Box)}/></clipPath>\n<g clip-path=\"url(#{id})\">\n");
                foreach (var inner in clip.Shapes) Element(inner);
                _svg.Append("</g>\n");
                break;
            case PolylineShape { Points: [var a, var b] } line:
                Close("line", $" x1=\"{Number(a.X)}\" y1=\"{Number(a.Y)}\" x2=\"{Number(b.X)}\" y2=\"{Number(b.Y)}\"{Line(line.Stroke)}", shape);
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
                Close("circle", $" cx=\"{Number(disc.Center.X)}\" cy=\"{Number(disc.Center.Y)}\" r=\"{Number(disc.Radius)}\"{Color("fill", disc.Fill)}{ring}", shape);
                break;
            case TextShape text:
                Text(text);
                break;
        }
    }

    private void Text(TextShape shape)
    {
        var (at, style) = (shape.At, shape.Style);
        _svg.Append($"<text x=\"{Number(at.X)}\" y=\"{Number(at.Y)}\" font-size=\"{Number(style.Size)}\"{Color("fill", style.Color)}");
        if (shape.Anchor != Anchor.Start) _svg.Append(shape.Anchor == Anchor.Middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"");
        if (style.Bold) _svg.Append(" font-weight=\"bold\"");
        if (style.Upright) _svg.Append($" transform=\"rotate(-90 {Number(at.X)} {Number(at.Y)})\"");
        _svg.Append($">{Tip(shape)}{Escape(shape.Text)}</text>\n");
    }

    private void Close(string name, string attributes, Shape shape) =>
        _svg.Append(shape.Tip is null ? $"<{name}{attributes}/>\n" : $"<{name}{attributes}>{Tip(shape)}</{name}>\n");

    private static string Tip(Shape shape) => shape.Tip is null ? "" : $"<title>{Escape(shape.Tip)}</title>";

    private static string Fill(Rgba? fill) => fill is { } color ? Color("fill", color) : " fill=\"none\"";

    private static string Place(Box box) => $" x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\"";

    private static string Points(IReadOnlyList<Point> points) => string.Join(' ', points.Select(p => $"{Number(p.X)},{Number(p.Y)}"));

    private static string Line(Stroke stroke)
    {
        var width = stroke.Width == 1 ? "" : $" stroke-width=\"{Number(stroke.Width)}\"";
        var dashes = stroke.Dashes is null ? "" : $" stroke-dasharray=\"{string.Join(' ', stroke.Dashes.Select(Number))}\"";
        return Color("stroke", stroke.Color) + width + dashes;
    }
}
