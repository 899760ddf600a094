using System;
using System.Globalization;

namespace Gen.Shared;

/// <summary>
/// The grammar of dates and times (ISO 8601: <c>2026-01-31</c>, <c>2026-01-31T12:30</c>, <c>2026-01-31T12:30:00.1234567+01:00</c>) and of
/// durations (<c>hh:mm:ss</c>, <c>d.hh:mm:ss.fffffff</c>). .NET's own parsers complete <c>12:30</c> by the date of today and read
/// <c>25:00:00</c> as days.
/// </summary>
internal static class TimeText
{
    private const string Date = "0000-00-00";

    /// <summary>Reads a date, perhaps with a time and an offset.</summary>
    /// <param name="text">The text.</param>
    /// <param name="clock">The date and time as written.</param>
    /// <param name="offset">The offset from UTC; null without one.</param>
    /// <returns>Whether the text is a date, and its instant one that .NET can hold.</returns>
    public static bool TryDate(string text, out DateTime clock, out TimeSpan? offset)
    {
        (clock, offset) = (default, null);
        var at = Skip(text, 0, Date);
        var hasTime = at > 0 && at < text.Length;
        if (at > 0 && hasTime)
            at = SkipTime(text, at);
        if (at <= 0)
            return false;
        var end = at;
        if (hasTime && at < text.Length && !TryOffset(text.Substring(at), out offset))
            return false;
        return DateTime.TryParse(
                text.Substring(0, end), CultureInfo.InvariantCulture, DateTimeStyles.None, out clock)
            && (offset is not { } known || IsInstant(clock, known));
    }

    /// <summary>Reads a duration.</summary>
    /// <returns>Whether the text is one.</returns>
    public static bool TryDuration(string text, out TimeSpan result)
    {
        result = default;
        var start = text.Length > 0 && text[0] == '-' ? 1 : 0;
        var point = text.IndexOf('.');
        var colon = text.IndexOf(':');
        if (point >= 0 && point < colon)
        {
            if (point == start || Digits(text, start) != point)
                return false;
            start = point + 1;
        }

        // Hours have one digit or two, and are less than 24.
        var hours = Digits(text, start) - start;
        if (hours is < 1 or > 2 || (hours == 2 && string.CompareOrdinal(text, start, "24", 0, 2) >= 0))
            return false;
        var end = SkipFraction(text, Skip(text, start + hours, ":00:00"));
        return end == text.Length && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out result);
    }

    private static int SkipTime(string text, int at)
    {
        at = Skip(text, at, "T00:00");
        return at > 0 && at < text.Length && text[at] == ':' ? SkipFraction(text, Skip(text, at, ":00")) : at;
    }

    private static bool TryOffset(string text, out TimeSpan? offset)
    {
        offset = TimeSpan.Zero;
        if (text == "Z")
            return true;
        if (Skip(text, 1, "00:00") != text.Length || text[0] is not ('+' or '-'))
            return false;
        var (hours, minutes) = (int.Parse(text.Substring(1, 2)), int.Parse(text.Substring(4)));
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-')
            offset = -offset;
        return minutes < 60 && (hours * 60) + minutes <= 14 * 60;   // no DateTimeOffset has more
    }

    private static bool IsInstant(DateTime clock, TimeSpan offset)
    {
        var ticks = clock.Ticks - offset.Ticks;
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks;
    }

    private static int SkipFraction(string text, int at)
    {
        if (at <= 0 || at >= text.Length || text[at] != '.')
            return at;
        var end = Digits(text, at + 1);
        return end - at is >= 2 and <= 8 ? end : -1;   // ticks are 7 digits
    }

    /// <summary>Returns the index behind a pattern, in which 0 is any digit; -1 if the text does not match.</summary>
    private static int Skip(string text, int at, string pattern)
    {
        if (at < 0 || at + pattern.Length > text.Length)
            return -1;
        foreach (var c in pattern)
        {
            if (c == '0' ? text[at] is not (>= '0' and <= '9') : text[at] != c)
                return -1;
            at++;
        }

        return at;
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && text[at] is >= '0' and <= '9')
            at++;
        return at;
    }
}
