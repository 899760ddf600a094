namespace Gen.Observers;

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
