using System.Globalization;
using System.Text;
using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.TensorBoard;

/// <summary>
/// The names of event files: <c>events.out.tfevents.SECONDS.HOST.PROCESS.N[.suffix]</c>. TensorBoard reads the files of a folder in the
/// order of their names and never returns to an earlier one, so a new file must sort last, even if the clock was set back.
/// </summary>
internal static class EventFileName
{
    private const string Prefix = "events.out.tfevents.";
    private const int StampLength = 10;
    private const long LastStamp = 9_999_999_999;

    /// <summary>Creates a file whose name sorts after those of all others in the folder.</summary>
    /// <exception cref="EventFileException">The file cannot be created.</exception>
    public static (string Path, SafeFileHandle Handle) CreateFile(string folder, SummaryWriterOptions options)
    {
        var suffix = FormatSuffix(options.Suffix);
        var path = folder;
        try
        {
            folder = RunPath.Folder(folder);
            Directory.CreateDirectory(folder);
            var stem = Path.Combine(folder, CreateStem(folder, options.Time.GetUtcNow()));
            for (var n = 0; ; n++)
            {
                path = $"{stem}{n}{suffix}";
                try
                {
                    // Shared, so that readers can open the file of a running program without blocking it.
                    return (path, File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete));
                }
                catch (IOException) when (File.Exists(path))
                {
                    // Another writer created it first.
                }
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw EventFileException.Writing(path, e);
        }
    }

    /// <summary>Returns the name of a new file in a folder, up to <c>N</c>.</summary>
    private static string CreateStem(string folder, DateTimeOffset now)
    {
        var stamp = Math.Clamp(now.ToUnixTimeSeconds(), 0, LastStamp);
        var newest = FindNewestStamp(folder);
        if (newest >= stamp && newest < LastStamp)
            stamp = newest + 1;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Prefix}{stamp:D10}.{SanitizeHost(Environment.MachineName)}.{Environment.ProcessId}."
        );
    }

    /// <summary>Returns whether TensorBoard reads a file as an event file.</summary>
    public static bool IsEventFile(string name) =>
        name.Contains("tfevents", StringComparison.Ordinal) && !name.EndsWith(".profile-empty", StringComparison.Ordinal);

    /// <summary>Replaces characters of a host name that are not valid in a file name.</summary>
    public static string SanitizeHost(string host)
    {
        var text = new StringBuilder();
        foreach (var c in host.AsSpan(0, Math.Min(host.Length, 64)))
            text.Append(char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-');
        return text.Length == 0 ? "localhost" : text.ToString();
    }

    /// <summary>Returns the suffix with its dot, or nothing.</summary>
    /// <exception cref="ArgumentException">The suffix is not valid in a file name.</exception>
    private static string FormatSuffix(string? suffix)
    {
        if (string.IsNullOrEmpty(suffix))
            return "";
        if (suffix.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || suffix.AsSpan().IndexOfAny('/', '\\') >= 0)
            throw new ArgumentException($"The suffix '{suffix}' contains characters that are not valid in a file name.", nameof(suffix));
        return "." + suffix;
    }

    private static long FindNewestStamp(string folder)
    {
        var newest = -1L;
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*"))
        {
            var name = Path.GetFileName(path.AsSpan())[Prefix.Length..];
            // Only ten digits count: some writers use ticks, which no later file could exceed.
            if (name.Length > StampLength && name[StampLength] == '.'
                && long.TryParse(name[..StampLength], NumberStyles.None, CultureInfo.InvariantCulture, out var stamp))
                newest = Math.Max(newest, stamp);
        }

        return newest;
    }
}

/// <summary>The clock of records, in seconds since 1970. It never goes back, even if the system's clock is set back.</summary>
internal sealed class EventClock(TimeProvider time)
{
    private long _last = long.MinValue;

    /// <summary>Returns the seconds of a time, or of now for null.</summary>
    public double Seconds(DateTimeOffset? given) => Seconds(given?.UtcTicks ?? (_last = Math.Max(_last, time.GetUtcNow().UtcTicks)));

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
}
