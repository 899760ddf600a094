using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Gen.IO;

/// <summary>
/// Formats of placeholders in names: those of .NET (<c>D3</c>, <c>F2</c>, <c>yyyy-MM-dd</c>), and Python's, which tutorials of Keras use
/// (<c>03d</c>, <c>.2f</c>, <c>%Y-%m-%d</c>). All are formatted in the invariant culture.
/// </summary>
internal static partial class PlaceholderFormat
{
    /// <summary>Formats a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="format">The format; null for the shortest text.</param>
    /// <exception cref="FormatException">The format is not one of numbers. The message is the rest of a sentence that begins with
    /// the format.</exception>
    public static string Number(IFormattable value, string? format)
    {
        var invariant = CultureInfo.InvariantCulture;
        if (format is null)
            return value.ToString(null, invariant);
        try
        {
            if (Python().Match(format) is { Success: true } python)
                return FromPython(Convert.ToDouble(value, invariant), python);
            if (DotNet().IsMatch(format))
                return value.ToString(format, invariant);
        }
        catch (FormatException)
        {
            // Such as D3 for a number with decimals.
        }

        var forms = value is double or float ? "F4 or .4f" : "D3 or 03d";
        throw new FormatException($"is not a number format. Use, for example, {forms}.");
    }

    /// <summary>Formats a time.</summary>
    /// <param name="value">The time.</param>
    /// <param name="format">The format.</param>
    /// <exception cref="FormatException">The format is not one of dates. The message is the rest of a sentence that begins with
    /// the format.</exception>
    public static string Date(DateTimeOffset value, string format)
    {
        try
        {
            return value.ToString(format.Contains('%') ? FromStrftime(format) : format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            throw new FormatException("is not a date format. Use, for example, yyyy-MM-dd or %Y-%m-%d.");
        }
    }

    private static string FromPython(double value, Match format)
    {
        var width = format.Groups["width"] is { Success: true } w ? int.Parse(w.ValueSpan, CultureInfo.InvariantCulture) : 0;
        var digits = format.Groups["precision"] is { Success: true } p ? p.Value : "6";
        var text = format.Groups["type"].Value switch
        {
            "d" when value != Math.Floor(value) => throw new FormatException(),
            "d" => Text("F0"),
            "f" => Text("F" + digits),
            "%" => (100 * value).ToString("F" + digits, CultureInfo.InvariantCulture) + "%",
            "e" => Text($"0.{new string('0', int.Parse(digits, CultureInfo.InvariantCulture))}e+00"),
            _ => Text("G" + digits),
        };
        return text.PadLeft(width, format.Groups["zero"].Success ? '0' : ' ');

        string Text(string dotNet) => value.ToString(dotNet, CultureInfo.InvariantCulture);
    }

    private static string FromStrftime(string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] == '%')
            {
                text.Append((++i < format.Length ? format[i] : ' ') switch
                {
                    'Y' => "yyyy", 'y' => "yy", 'm' => "MM", 'd' => "dd", 'H' => "HH", 'I' => "hh", 'M' => "mm", 'S' => "ss",
                    'f' => "ffffff", 'p' => "tt", 'a' => "ddd", 'A' => "dddd", 'b' => "MMM", 'B' => "MMMM", '%' => "'%'",
                    _ => throw new FormatException(),
                });
            }
            else
            {
                // Quoted, because letters have meanings in .NET.
                text.Append(format[i] == '\'' ? "\\'" : $"'{format[i]}'");
            }
        }

        return text.ToString();
    }

    // A type letter at the end, where .NET has it at the beginning. Without digits both languages have letters of other meanings: .NET's.
    [GeneratedRegex(@"^(?<zero>0)?(?<width>[1-9]\d?)?(\.(?<precision>\d\d?))?(?<type>[dfeg%])$(?<=^..+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Python();

    // A standard format, or a custom one of digits and signs: another letter would be written as it is, and files would overwrite each
    // other.
    [GeneratedRegex(@"^([CDEFGNPRX]\d{0,3}|[0#.,%‰;+\-() ]*[0#][0#.,%‰;+\-() eE]*)$", RegexOptions.IgnoreCase)]
    private static partial Regex DotNet();
}
