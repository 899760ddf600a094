using System.Globalization;

namespace Gen.Runs;

/// <summary>Times as Sacred records them: UTC without saying so, microseconds, <c>2026-11-21T23:37:19.589272</c>.</summary>
internal static class Timestamp
{
    public const int Length = 26;

    // "O" is the one format with a fast path in .NET; its first 26 characters are ours.
    public static string Text(DateTime utc) => utc.ToString("O", CultureInfo.InvariantCulture)[..Length];

    /// <summary>Writes <see cref="Length"/> bytes of ASCII.</summary>
    public static void Write(DateTime utc, Span<byte> destination)
    {
        Span<byte> full = stackalloc byte[33];
        utc.TryFormat(full, out _, "O", CultureInfo.InvariantCulture);
        full[..Length].CopyTo(destination);
    }

    /// <summary>Hours, minutes and seconds as Sacred's log says them: <c>0:00:05</c>, <c>2 days, 1:00:00</c>.</summary>
    public static string Elapsed(TimeSpan time)
    {
        var rounded = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        var clock = string.Concat(rounded.Hours.ToString(CultureInfo.InvariantCulture), rounded.ToString("\\:mm\\:ss", CultureInfo.InvariantCulture));
        return rounded.Days switch
        {
            0 => clock,
            1 => $"1 day, {clock}",
            var days => $"{days} days, {clock}",
        };
    }
}
