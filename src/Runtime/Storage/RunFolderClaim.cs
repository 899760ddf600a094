using System.Diagnostics;
using System.Globalization;
using System.Text;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// Gives a run its number and its folder in one step. The folder is filled under a temporary name and then renamed to the next free number;
/// renaming onto a folder that has something in it fails, so of all processes that want a number one gets it, and no run folder is
/// ever without its <c>run.json</c>.
/// </summary>
internal static class RunFolderClaim
{
    /// <summary>A runs directory in which others are faster this often is not one that renames work in.</summary>
    private const int MaxAttempts = 10_000;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">The runs directory, absolute; created when missing.</param>
    /// <param name="shown">The runs directory as the user wrote it, for messages.</param>
    /// <param name="firstRecord">The first content of <c>run.json</c>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RunFolderException">The directory cannot be written. Nothing is left behind.</exception>
    public static string Claim(string root, string shown, ReadOnlySpan<byte> firstRecord)
    {
        var staging = StagingPath(root);
        try
        {
            if (!Directory.Exists(root))
                Create(root, shown);
            Directory.CreateDirectory(staging);
            JsonFile.Create(Path.Combine(staging, "run.json"), firstRecord);
            return Rename(staging, root);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            DeleteQuietly(staging);
            throw new RunFolderException(string.Concat("Cannot record the run in the runs directory '", shown, "': ", FileFailure.Reason(e)), e);
        }
    }

    // Not Guid: the system's random numbers take 4 ms to load. Process and time are enough among the processes of one directory.
    private static string StagingPath(string root) => Path.Combine(root, string.Concat(
        ".new-", Environment.ProcessId.ToString(CultureInfo.InvariantCulture), "-", Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture)));

    private static string Rename(string staging, string root)
    {
        for (var attempt = 1; ; attempt++)
        {
            var id = NextNumber(root).ToString(CultureInfo.InvariantCulture);
            var target = Path.Combine(root, id);
            try
            {
                Directory.Move(staging, target);
                return id;
            }
            catch (IOException) when (attempt < MaxAttempts && Path.Exists(target))
            {
                // Another process was faster.
            }
        }
    }

    private static void Create(string root, string shown)
    {
        for (var part = root; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                throw new RunFolderException($"Cannot record the run in the runs directory '{shown}': '{part}' is a file.");
        }

        Directory.CreateDirectory(root);
    }

    private static void DeleteQuietly(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
        }
    }

    /// <summary>One more than the largest number in the directory. Files count too: their names are taken as well.</summary>
    private static long NextNumber(string root)
    {
        var max = 0L;
        foreach (var entry in Directory.EnumerateFileSystemEntries(root))
        {
            var number = Number(entry, entry.LastIndexOf(Path.DirectorySeparatorChar) + 1);
            if (number > max)
                max = number;
        }

        return max + 1;
    }

    /// <summary>The number that the name from <paramref name="start"/> on is; 0 if it is none.</summary>
    private static long Number(string path, int start)
    {
        if (path.Length - start is 0 or > 18)
            return 0;
        var number = 0L;
        for (; start < path.Length; start++)
        {
            if (!char.IsAsciiDigit(path[start]))
                return 0;
            number = 10 * number + path[start] - '0';
        }

        return number;
    }
}

/// <summary>
/// What <c>run.json</c> says in its first milliseconds, until <see cref="RunJson"/> has been loaded: enough to tell a run that died at once from
/// one that never was. Put together by hand, because loading a JSON writer would take longer than all else before the program's first line.
/// </summary>
internal static class FirstRecord
{
    public static byte[] Make(Run run)
    {
        var text = new StringBuilder(512);
        text.Append("{\n  \"artifacts\": [],\n  \"command\": ");
        AppendString(text, run.Command);
        text.Append(",\n  \"experiment\": {\n    \"dependencies\": [],\n    \"name\": ");
        AppendString(text, run.ExperimentName);
        text.Append(",\n    \"repositories\": [],\n    \"sources\": []\n  },\n  \"heartbeat\": null,\n  \"host\": {},\n  \"meta\": {},\n");
        text.Append("  \"resources\": [],\n  \"result\": null,\n  \"start_time\": \"").Append(Timestamp.Text(run.StartTime.UtcDateTime));
        text.Append("\",\n  \"status\": \"RUNNING\",\n  \"stop_time\": null\n}");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append("\\u00").Append(c < 16 ? '0' : '1').Append("0123456789abcdef"[c & 15]);
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
