using System.Globalization;
using System.Text;

namespace Gen.TensorBoard;

/// <summary>
/// Names of event files: <c>events.out.tfevents.SECONDS.HOST.PROCESS.N[.suffix]</c>. Readers take the files of a folder in the order of their
/// names, and TensorBoard never goes back to an earlier one; so a new file must come last, whatever the clock says.
/// </summary>
internal static class EventFileName
{
    private const string Prefix = "events.out.tfevents.";
    private const int StampLength = 10;
    private const long LastStamp = 9_999_999_999;

    /// <summary>What all names of one file that is to be made in a folder have before their <c>N</c>.</summary>
    public static string Stem(string folder, DateTimeOffset now)
    {
        var stamp = Math.Clamp(now.ToUnixTimeSeconds(), 0, LastStamp);
        var newest = Newest(folder);
        if (newest >= stamp && newest < LastStamp)
            stamp = newest + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{Prefix}{stamp:D10}.{Clean(Environment.MachineName)}.{Environment.ProcessId}.");
    }

    /// <summary>Whether TensorBoard takes a file for an event file.</summary>
    public static bool IsEventFile(string name) =>
        name.Contains("tfevents", StringComparison.Ordinal) && !name.EndsWith(".profile-empty", StringComparison.Ordinal);

    /// <summary>A host's name as part of a file's: letters, digits, dash and underscore of ASCII.</summary>
    public static string Clean(string host)
    {
        var text = new StringBuilder();
        foreach (var c in host.AsSpan(0, Math.Min(host.Length, 64)))
            text.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        return text.Length == 0 ? "localhost" : text.ToString();
    }

    /// <summary>The suffix as it stands in a name.</summary>
    /// <exception cref="ArgumentException">It cannot be part of a file's name.</exception>
    public static string Suffix(string? suffix)
    {
        if (string.IsNullOrEmpty(suffix))
            return "";
        if (suffix.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || suffix.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw new ArgumentException($"The suffix '{suffix}' has characters that no file's name may have.", nameof(suffix));
        return "." + suffix;
    }

    private static long Newest(string folder)
    {
        var newest = -1L;
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*"))
        {
            var name = Path.GetFileName(path.AsSpan())[Prefix.Length..];
            // Only stamps of our width: a longer number (some writers put ticks there) can neither be followed nor overtaken.
            if (name.Length > StampLength && name[StampLength] == '.'
                && long.TryParse(name[..StampLength], NumberStyles.None, CultureInfo.InvariantCulture, out var stamp))
                newest = Math.Max(newest, stamp);
        }

        return newest;
    }
}

/// <summary>The time of records: seconds since 1970 with microseconds, never less than that of the record before, also when the clock is set back.</summary>
internal sealed class EventClock(TimeProvider time)
{
    private long _last = long.MinValue;

    public double Now()
    {
        _last = Math.Max(_last, time.GetUtcNow().UtcTicks);
        return Seconds(_last);
    }

    public static double Seconds(DateTimeOffset time) => Seconds(time.UtcTicks);

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
}
