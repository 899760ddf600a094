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
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
                write(stream);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            DeleteQuietly(temporary);
            throw;
        }
    }

    private static void DeleteQuietly(string path)
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
