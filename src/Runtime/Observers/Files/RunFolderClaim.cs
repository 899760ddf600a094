using System.Globalization;

namespace Gen.Observers;

/// <summary>
/// Gives a run its number at once and its folder a little later. The number is taken by creating the file <c>.claim-N</c>, which only one process
/// can do; the folder is filled under a temporary name and renamed to the number, so that nobody ever sees it half-filled; then the claim goes.
/// </summary>
internal static class RunFolderClaim
{
    const string Prefix = ".claim-";

    /// <summary>Takes the next number: one more than the largest there is.</summary>
    /// <param name="root">The runs directory, absolute; created when missing.</param>
    /// <param name="shown">The runs directory as the user wrote it, for messages.</param>
    /// <exception cref="RunFolderException">The directory cannot be written.</exception>
    public static string Reserve(string root, string shown)
    {
        try
        {
            if (!Directory.Exists(root))
                Create(root, shown);
            while (true)
            {
                var id = NextNumber(root).ToString(CultureInfo.InvariantCulture);
                if (TryCreate(ClaimPath(root, id)))
                {
                    // A claim goes only after its folder has come: if both steps lay between our look and our claim, the folder is there now.
                    if (!Path.Exists(Path.Combine(root, id)))
                        return id;
                    File.Delete(ClaimPath(root, id));
                }
            }
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new RunFolderException($"Cannot record the run in the runs directory '{shown}': {e.Message}", e);
        }
    }

    /// <summary>Makes the folder of a number that was reserved.</summary>
    /// <param name="root">The runs directory, absolute.</param>
    /// <param name="id">The number.</param>
    /// <param name="fill">Writes the first files into the folder it is given.</param>
    public static void MakeFolder(string root, string id, Action<string> fill)
    {
        var staging = Path.Combine(root, ".new-" + id);
        try
        {
            Directory.CreateDirectory(staging);
            fill(staging);
            Directory.Move(staging, Path.Combine(root, id));
        }
        catch
        {
            Quietly(() => Directory.Delete(staging, recursive: true));
            throw;
        }

        Quietly(() => File.Delete(ClaimPath(root, id)));
    }

    static string ClaimPath(string root, string id) => Path.Combine(root, Prefix + id);

    static void Create(string root, string shown)
    {
        for (var part = root; part is not null; part = Path.GetDirectoryName(part))
        {
            if (File.Exists(part))
                throw new RunFolderException($"Cannot record the run in the runs directory '{shown}': '{part}' is a file.");
        }

        Directory.CreateDirectory(root);
    }

    static bool TryCreate(string path)
    {
        try
        {
            File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write).Dispose();
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Files count too, claims among them: their names are taken as well.</summary>
    static long NextNumber(string root)
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

    /// <summary>The number that a name from <paramref name="start"/> on is, or claims; 0 if neither.</summary>
    static long Number(string path, int start)
    {
        if (string.CompareOrdinal(path, start, Prefix, 0, Prefix.Length) == 0)
            start += Prefix.Length;
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

    static void Quietly(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
        }
    }
}
