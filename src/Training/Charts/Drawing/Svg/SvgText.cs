using System.Globalization;
using System.Text;

namespace Gen.Training.Charts.Drawing.Svg;

/// <summary>Numbers, colours and texts as SVG spells them.</summary>
internal static class SvgText
{
    /// <summary>A number with at most two decimals, in the same spelling everywhere.</summary>
    public static string Number(double value)
    {
        var text = value.ToString("0.##", CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    /// <summary>The attribute of a colour, and of its opacity where it is not opaque.</summary>
    public static string Color(string attribute, Rgba color)
    {
        var text = $" {attribute}=\"#{color.R:x2}{color.G:x2}{color.B:x2}\"";
        return color.A == 255 ? text : text + $" {attribute}-opacity=\"{Number(color.A / 255.0)}\"";
    }

    /// <summary>A text between tags or in an attribute; characters that XML cannot hold become U+FFFD.</summary>
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
