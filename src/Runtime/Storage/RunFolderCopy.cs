using Gen.IO;

namespace Gen.Storage;

/// <summary>Copies a run into a folder of its own, from which it can be resumed.</summary>
internal static class RunFolderCopy
{
    /// <summary>Copies a run, into which its process may still write.</summary>
    /// <param name="runsDirectory">The runs directory.</param>
    /// <param name="id">The number of the run.</param>
    /// <returns>The number of the copy.</returns>
    /// <exception cref="RunFolderException">The copy cannot be written.</exception>
    public static string Create(string runsDirectory, string id)
    {
        var root = Path.GetFullPath(runsDirectory);
        var source = Path.Combine(root, id);
        return RunFolderClaim.Claim(root, runsDirectory, target =>
        {
            // Checkpoints first: they name lengths that the other files must have.
            var checkpoints = Path.Combine(source, "checkpoints") + Path.DirectorySeparatorChar;
            foreach (var file in RunPath.Files(source, recursive: true).OrderByDescending(
                f => f.StartsWith(checkpoints, StringComparison.Ordinal)))
            {
                if (!IsTransient(file) && new FileInfo(file) is { Exists: true, LinkTarget: null, Length: > 0 })
                    Copy(file, Path.Combine(target, Path.GetRelativePath(source, file)));
            }
        });
    }

    private static bool IsTransient(string file) =>
        Path.GetFileName(file) == RunLock.FileName || RunQueue.IsClaim(file) || Path.GetExtension(file) is ".tmp" or ReservedFile.Suffix;

    private static void Copy(string file, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            File.Copy(file, target);
        }
        catch (FileNotFoundException)
        {
            // An old checkpoint, deleted meanwhile.
        }
    }
}
