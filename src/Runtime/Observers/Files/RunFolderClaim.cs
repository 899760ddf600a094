using System.Globalization;

namespace Gen.Observers;

/// <summary>
/// Gives a run its number and its folder in one step. The folder is filled under a temporary name and then renamed to the next free number;
/// renaming onto a folder that has something in it fails, so of all processes that want a number one gets it, and no folder is
/// ever seen half-filled.
/// </summary>
internal static class RunFolderClaim
{
    /// <summary>A runs directory that loses this often is not one that renames work in.</summary>
    const int MaxAttempts = 10_000;

    /// <summary>Makes the folder.</summary>
    /// <param name="root">The runs directory, absolute; created when missing.</param>
    /// <param name="shown">The runs directory as the user wrote it, for messages.</param>
    /// <param name="fill">Writes the first files into the folder it is given.</param>
    /// <returns>The number.</returns>
    /// <exception cref="RunFolderException">It cannot be made. Nothing is left behind.</exception>
    public static string Claim(string root, string shown, Action<string> fill)
    {
        var staging = Path.Combine(root, string.Concat(".new-", Guid.NewGuid().ToString("N")));
        try
        {
            if (File.Exists(root))
                throw new RunFolderException($"Cannot record the run: the runs directory '{shown}' is a file.");
            Directory.CreateDirectory(staging);
            fill(staging);
            return Rename(staging, root);
        }
        catch (Exception e)
        {
            DeleteQuietly(staging);
            if (FileFailure.Is(e))
                throw new RunFolderException($"Cannot record the run in the runs directory '{shown}': {FirstLine(e.Message)}", e);
            throw;
        }
    }

    static string Rename(string staging, string root)
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

    /// <summary>One more than the largest number in the directory. Files count too: their names are taken as well.</summary>
    static long NextNumber(string root)
    {
        var max = 0L;
        foreach (var entry in Directory.EnumerateFileSystemEntries(root))
        {
            if (long.TryParse(Path.GetFileName(entry.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < long.MaxValue)
                max = Math.Max(max, number);
        }

        return max + 1;
    }

    static string FirstLine(string message) => message.AsSpan().IndexOfAny('\r', '\n') is >= 0 and var end ? message[..end] : message;

    static void DeleteQuietly(string folder)
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
}
