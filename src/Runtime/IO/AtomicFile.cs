namespace Gen.IO;

/// <summary>Replaces a file as a whole: a reader, or a kill at any instant, finds the old content or the new, never a part.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a temporary file in the same folder and renames it. On failure the old file is untouched and the temporary one gone.</summary>
    /// <returns>The bytes written.</returns>
    public static long Replace(string path, Action<Stream> write)
    {
        var temporary = path + ".tmp";
        try
        {
            long length;
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                write(stream);
                length = stream.Length;
            }

            File.Move(temporary, path, overwrite: true);
            return length;
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

/// <summary>What the file system may answer, as against mistakes in the program.</summary>
internal static class FileFailure
{
    public static bool Is(Exception e) => e is IOException or UnauthorizedAccessException or System.Security.SecurityException || IsLimit(e);

    /// <summary>What it says, for people.</summary>
    public static string Reason(Exception e) => IsLimit(e) ? "The file may not grow any further." : e.Message;

    // .NET's answer to a file that has reached the system's or the user's limit (EFBIG): there is no other sign of it.
    private static bool IsLimit(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value", ActualValue: null };
}
