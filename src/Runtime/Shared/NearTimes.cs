using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Gen.Shared;

/// <summary>How a date or duration that is not valid may have been meant, for messages.</summary>
internal static class NearTimes
{
    /// <summary>Returns the ISO form of a date that starts with the year. The order of day and month in others is not known.</summary>
    public static IEnumerable<string> Date(string text)
    {
        text = text.Trim().ToUpperInvariant();
        var culture = CultureInfo.InvariantCulture;
        if (text.Length < 8 || !text.Take(4).All(char.IsDigit) || char.IsLetterOrDigit(text[4])
            || !DateTimeOffset.TryParse(text, culture, DateTimeStyles.AssumeUniversal, out var instant)
            || !DateTime.TryParse(text, culture, DateTimeStyles.RoundtripKind, out var clock))
            return [];
        var offset = clock.Kind switch
        {
            DateTimeKind.Unspecified => "",
            DateTimeKind.Utc => "Z",
            _ => instant.ToString("zzz", culture),
        };
        return [instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", culture) + offset];
    }

    /// <summary>Returns the forms of a duration: a number is in seconds, <c>1:30</c> in hours or minutes, <c>25:00:00</c> more than a
    /// day.</summary>
    public static IEnumerable<string> Duration(string text)
    {
        text = text.Trim().ToLowerInvariant();
        var unit = text.TrimStart("+-.0123456789".ToCharArray()).Trim();
        var isNegative = text.StartsWith("-", StringComparison.Ordinal);
        if (SecondsOf(unit) is { } seconds)
            return Forms(isNegative, (text.Substring(0, text.Length - unit.Length).Trim().TrimStart('-'), seconds));
        var parts = text.TrimStart('-').Split(':');
        var point = parts[0].IndexOf('.');
        if (point >= 0)
            parts = [parts[0].Substring(0, point), parts[0].Substring(point + 1), .. parts.Skip(1)];
        return parts.Length switch
        {
            2 => [
                .. Forms(isNegative, (parts[0], 3600), (parts[1], 60)),
                .. Forms(isNegative, (parts[0], 60), (parts[1], 1)),
            ],
            3 when point < 0 => Forms(isNegative, (parts[0], 3600), (parts[1], 60), (parts[2], 1)),
            3 => Forms(isNegative, (parts[0], 86400), (parts[1], 3600), (parts[2], 60)),
            4 => Forms(isNegative, (parts[0], 86400), (parts[1], 3600), (parts[2], 60), (parts[3], 1)),
            _ => [],
        };
    }

    private static decimal? SecondsOf(string unit) => unit switch
    {
        "ms" => 0.001m,
        "" or "s" or "sec" or "seconds" => 1,
        "m" or "min" or "minutes" => 60,
        "h" or "hours" => 3600,
        "d" or "days" => 86400,
        _ => null,
    };

    private static string[] Forms(bool isNegative, params (string Number, decimal Seconds)[] parts)
    {
        decimal ticks = 0;
        foreach (var (number, seconds) in parts)
        {
            if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) || count > 1e12m)
                return [];
            ticks += decimal.Round(count * seconds * TimeSpan.TicksPerSecond);
        }

        return ticks > long.MaxValue ? [] : [new TimeSpan(isNegative ? -(long)ticks : (long)ticks).ToString("c")];
    }
}
