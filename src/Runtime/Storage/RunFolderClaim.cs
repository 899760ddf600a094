using System.Diagnostics;
using System.Globalization;
using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// Claims a number and its folder for a new run: the folder is filled under a temporary name and then renamed to the next free number, at
/// first with a dot in front, which readers of the runs directory ignore. Renaming onto a folder with content fails, so that of several
/// processes one gets the number. <see cref="Show"/> removes the dot when the folder has its record: a process that is killed before leaves
/// nothing that looks like a run. A <see cref="HighWaterMark"/> keeps the numbers of folders that are deleted from coming back.
/// </summary>
internal static class RunFolderClaim
{
    /// <summary>In a directory where others are faster this often, renaming does not work.</summary>
    private const int MaxAttempts = 10_000;

    private const int MaxUnexplained = 100;

    /// <summary>Creates the folder.</summary>
    /// <param name="root">The runs directory, absolute; created when missing.</param>
    /// <param name="shown">The runs directory as the user wrote it, for messages.</param>
    /// <param name="fill">Writes the first files into the folder that it is given.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RunFolderException">The directory cannot be written. Nothing is left behind.</exception>
    public static string Claim(string root, string shown, Action<string> fill) => Claim(root, shown, fill, HighWaterMark.OfRuns(root));

    /// <summary>Creates the folder.</summary>
    /// <param name="root">The directory of folders with numbers, absolute; created when missing.</param>
    /// <param name="shown">The runs directory as the user wrote it, for messages.</param>
    /// <param name="fill">Writes the first files into the folder that it is given.</param>
    /// <param name="mark">The greatest number so far.</param>
    /// <inheritdoc cref="Claim(string, string, Action{string})"/>
    public static string Claim(string root, string shown, Action<string> fill, HighWaterMark mark)
    {
        var id = ClaimHidden(root, shown, fill, mark);
        try
        {
            Show(root, id, mark);
            return id;
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            DeleteQuietly(Hidden(root, id));
            throw Failed(shown, e);
        }
    }

    /// <summary>Creates the folder, with a dot before its number until <see cref="Show"/> is called.</summary>
    /// <inheritdoc cref="Claim(string, string, Action{string}, HighWaterMark)"/>
    public static string ClaimHidden(string root, string shown, Action<string> fill, HighWaterMark mark)
    {
        // A dot in front: readers of the runs directory ignore it. No two processes of one machine share both numbers.
        var staging = Path.Combine(root, $".new-{Environment.ProcessId}-{Stopwatch.GetTimestamp()}");
        try
        {
            RefuseFileInTheWay(root, shown);
            Directory.CreateDirectory(staging);
            fill(staging);
            return Rename(staging, root, mark);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            DeleteQuietly(staging);
            throw Failed(shown, e);
        }
    }

    private static RunFolderException Failed(string shown, Exception e) =>
        new($"Cannot record the run in the runs directory '{shown}': {FileFailure.Reason(e)}", e);

    private static string Rename(string staging, string root, HighWaterMark mark)
    {
        var last = 0L;
        for (var attempt = 1; ; attempt++)
        {
            var number = Math.Max(NextNumber(root), last + 1);
            var id = number.ToString(CultureInfo.InvariantCulture);
            var (target, shown) = (Hidden(root, id), Path.Combine(root, id));
            try
            {
                Directory.Move(staging, target);
            }
            catch (IOException) when (attempt < (Path.Exists(target) || Path.Exists(shown) ? MaxAttempts : MaxUnexplained))
            {
                // Another process was faster, and may have left the number again.
                continue;
            }

            // Another process may have had the number, and shown its folder meanwhile, which may be deleted. From now on none can.
            last = mark.Read();
            if (last < number && !Path.Exists(shown))
                return id;
            Directory.Move(target, staging);
        }
    }

    /// <summary>The folder of a number until it is shown.</summary>
    public static string Hidden(string root, string id) => Path.Combine(root, "." + id);

    /// <summary>Gives the folder its number as name.</summary>
    /// <exception cref="IOException">The folder cannot be renamed.</exception>
    public static void Show(string root, string id, HighWaterMark mark)
    {
        // Before: from now on somebody may delete the folder.
        mark.Raise(long.Parse(id, CultureInfo.InvariantCulture));
        Directory.Move(Hidden(root, id), Path.Combine(root, id));
    }

    private static void RefuseFileInTheWay(string root, string shown)
    {
        for (var part = root; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                throw new RunFolderException($"Cannot record the run in the runs directory '{shown}': '{part}' is a file.");
        }
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

    /// <summary>Returns one more than the largest number in the directory. Files count too: their names are taken as well.</summary>
    private static long NextNumber(string root)
    {
        var max = 0L;
        foreach (var entry in Directory.EnumerateFileSystemEntries(root))
        {
            var name = Path.GetFileName(entry.AsSpan()).TrimStart('.');
            // Longer names are no run numbers, and could not be counted on from.
            if (name.Length <= 18 && long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                max = Math.Max(max, number);
        }

        return max + 1;
    }
}
