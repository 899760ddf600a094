using System.Globalization;
using System.Text;
using Gen.Tool.Queries;
using Gen.Tool.Reading;

namespace Gen.Tool.Output;

/// <summary>Values as people read them.</summary>
internal static class ValueText
{
    private const int MaxLength = 60;

    /// <summary>Returns the text of a cell; empty for no value.</summary>
    public static string Of(RunField field, RunValue? value)
    {
        if (value is not { } given)
            return "";
        if (field.IsTime && DateTimeOffset.TryParse(given.Text, CultureInfo.InvariantCulture, out var time))
            return Time(time);
        if (field.IsDuration && given.Number is { } seconds)
            return Duration(seconds);
        return Of(given);
    }

    /// <summary>Returns a value: numbers with five digits, long texts cut.</summary>
    public static string Of(RunValue value)
    {
        if (!value.IsText && value.Number is { } number)
            return Number(number);
        var text = Printable(value.Text);
        return text.Length > MaxLength ? text[..(MaxLength - 1)] + "…" : text;
    }

    public static string Number(double number) => number == Math.Floor(number) && Math.Abs(number) < 1e9
        ? number.ToString("0", CultureInfo.InvariantCulture)
        : number.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>Returns a time in the zone of this machine, with its offset.</summary>
    public static string Time(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    public static string Duration(double seconds) => seconds switch
    {
        < 60 => $"{seconds.ToString("0.#", CultureInfo.InvariantCulture)} s",
        < 3600 => $"{(int)seconds / 60} min {(int)seconds % 60} s",
        < 86400 => $"{(int)seconds / 3600} h {(int)seconds / 60 % 60} min",
        _ => $"{(int)seconds / 86400} d {(int)seconds / 3600 % 24} h",
    };

    /// <summary>Returns a text on one line, and without what would control the terminal: a record may come from anyone.</summary>
    public static string Printable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is '\n' or '\r' or '\t')
                printable.Append(' ');
            else if (char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                printable.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                printable.Append(c);
        }

        return printable.ToString();
    }
}
