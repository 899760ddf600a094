namespace Gen.IO;

/// <summary>
/// Replaces files atomically: a reader, and a process killed at any instant, leaves or finds the old content or the new, never a part.
/// </summary>
internal static class AtomicFile
{
    /// <summary>
    /// Writes a temporary file in the same folder and renames it. On failure the old file is unchanged and the temporary file deleted.
    /// </summary>
    public static void Replace(string path, Action<Stream> write)
    {
        path = RunPath.ForReplacing(path);
        var temporary = path + ".tmp";
        try
        {
            // Not written through a link, nor into a pipe, that is in its place.
            if (new FileInfo(temporary) is { LinkTarget: not null } or { Exists: true, Length: 0 })
                File.Delete(temporary);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
                write(stream);
            if (!OperatingSystem.IsWindows() && new FileInfo(path) is { Exists: true, LinkTarget: null })
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    /// <summary>
    /// Writes a file that the user names. A link is followed, and what is no regular file, as a device or a pipe, is written and not
    /// replaced.
    /// </summary>
    public static void Save(string path, Action<Stream> write)
    {
        var isLink = new FileInfo(path).LinkTarget is not null;
        var target = isLink ? File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName : path;
        // Devices and pipes have no length, and an empty file has nothing to lose.
        if (new FileInfo(target) is { Exists: true, Length: 0 })
        {
            using var stream = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            write(stream);
        }
        else
        {
            Replace(target, write);
        }
    }

    /// <summary>Deletes a file that nobody misses if it stays.</summary>
    public static void DeleteQuietly(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
        }
    }
}

/// <summary>Failures of the file system, as opposed to errors in the program.</summary>
internal static class FileFailure
{
    /// <summary>Returns whether an exception comes from the file system: a full disk, a missing folder, a lack of permission.</summary>
    public static bool Is(Exception e) =>
        e is IOException or UnauthorizedAccessException or System.Security.SecurityException || IsSizeLimit(e);

    /// <summary>Returns the reason, for people.</summary>
    public static string Reason(Exception e) =>
        IsSizeLimit(e) ? "The file has reached the size limit of the system or the user." : e.Message;

    // How .NET reports EFBIG: nothing else tells it from other exceptions.
    private static bool IsSizeLimit(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null };
}
