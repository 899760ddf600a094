using System.Globalization;
using Gen.Tool.Reading;

namespace Gen.Tool.Queries;

/// <summary>A value that a condition compares with.</summary>
internal sealed class QueryValue
{
    private readonly string _text;
    private readonly bool _isNone;
    private readonly double? _number;
    private readonly (DateTime From, DateTime To)? _time;

    private QueryValue(string text, bool isNone, double? number, (DateTime From, DateTime To)? time) =>
        (_text, _isNone, _number, _time) = (text, isNone, number, time);

    /// <summary>Reads a value for a field: <c>none</c>, a number, a time such as <c>2026-11-30</c> or <c>2026-11-30T18:00</c>, a duration
    /// such as <c>90s</c>, <c>1.5h</c> or <c>1:30:00</c>, or a text.</summary>
    /// <exception cref="UserErrorException">It is no time or no duration, and the field is one.</exception>
    public static QueryValue Parse(RunField field, QueryToken token)
    {
        var text = token.Text;
        if (!token.IsQuoted && text.Equals("none", StringComparison.OrdinalIgnoreCase))
            return new QueryValue(text, true, null, null);
        if (field.IsTime)
            return new QueryValue(text, false, null, TimeOf(text) ?? throw new UserErrorException(
                $"'{text}' is no time for '{field.Name}'. Write a date such as 2026-11-30, or 2026-11-30T18:00."));
        if (field.IsDuration)
            return new QueryValue(text, false, DurationOf(text) ?? throw new UserErrorException(
                $"'{text}' is no duration for '{field.Name}'. Write seconds, 90s, 5m, 2h, 1d or 1:30:00."), null);
        return new QueryValue(text, false, RunValue.Of(text).Number, null);
    }

    /// <summary>Compares a value of a run, on the left side, with this one.</summary>
    public bool Compare(string sign, RunValue? left)
    {
        if (left is null or { Json: "null" })
            return sign switch { "=" => _isNone, "!=" => !_isNone, _ => false };
        if (_isNone)
            return sign == "!=";
        var value = left.Value;
        if (sign == "~")
            return value.Text.Contains(_text, StringComparison.OrdinalIgnoreCase);
        if (_time is { } time)
            return value.Text is var text && DateTime.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
                && Compare(sign, moment >= time.To ? 1 : moment < time.From ? -1 : 0);
        if (_number is { } right && value.Number is { } number)
            return double.IsNaN(number) || double.IsNaN(right)
                ? sign == "=" ? double.IsNaN(number) && double.IsNaN(right) : sign == "!=" && !(double.IsNaN(number) && double.IsNaN(right))
                : Compare(sign, number.CompareTo(right));

        // Texts have no order that anybody would expect.
        var isEqual = value.Text.Equals(_text, StringComparison.OrdinalIgnoreCase)
            || (value.IsText && value.Text.Split(", ").Contains(_text, StringComparer.OrdinalIgnoreCase));
        return sign switch { "=" => isEqual, "!=" => !isEqual, _ => false };
    }

    private static bool Compare(string sign, int order) => sign switch
    {
        "=" => order == 0,
        "!=" => order != 0,
        "<" => order < 0,
        "<=" => order <= 0,
        ">" => order > 0,
        _ => order >= 0,
    };

    // A date is all of that day, a minute all of its seconds; times without an offset are those of this machine.
    private static (DateTime From, DateTime To)? TimeOf(string text)
    {
        foreach (var (format, length) in ((string, TimeSpan)[])
        [
            ("yyyy-MM-dd", TimeSpan.FromDays(1)),
            ("yyyy-MM-ddTHH:mm", TimeSpan.FromMinutes(1)), ("yyyy-MM-dd HH:mm", TimeSpan.FromMinutes(1)),
            ("yyyy-MM-ddTHH:mm:ss", TimeSpan.FromSeconds(1)), ("yyyy-MM-dd HH:mm:ss", TimeSpan.FromSeconds(1)),
            ("yyyy-MM-ddTHH:mm:ssK", TimeSpan.FromSeconds(1)),
        ])
        {
            if (DateTime.TryParseExact(
                text, format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal | DateTimeStyles.AdjustToUniversal, out var time))
                return (time, time > DateTime.MaxValue - length ? DateTime.MaxValue : time + length);
        }

        return null;
    }

    private static double? DurationOf(string text)
    {
        var unit = text.Length > 1 ? text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } : 0;
        if (double.TryParse(unit > 0 ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number * Math.Max(unit, 1);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration.TotalSeconds : null;
    }
}
