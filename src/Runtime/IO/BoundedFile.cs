namespace Gen.IO;

/// <summary>Reads whole files, up to a limit.</summary>
internal static class BoundedFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="limit">The maximum length in bytes.</param>
    /// <exception cref="IOException">The file is larger, or cannot be read.</exception>
    public static byte[] ReadAllBytes(string path, int limit)
    {
        using var file = new FileStream(
            RunPath.ForReading(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (!file.CanSeek)
            return ReadPipe(file, path, limit);
        if (file.Length > limit)
            throw TooLarge(path, limit);
        var bytes = new byte[file.Length];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length == bytes.Length ? bytes : bytes[..length];
    }

    // A pipe that the user names has no length.
    private static byte[] ReadPipe(FileStream file, string path, int limit)
    {
        var bytes = new MemoryStream();
        var chunk = new byte[Math.Min(limit, 1 << 16)];
        for (int read; (read = file.Read(chunk)) > 0;)
        {
            if (bytes.Length + read > limit)
                throw TooLarge(path, limit);
            bytes.Write(chunk, 0, read);
        }

        return bytes.ToArray();
    }

    private static IOException TooLarge(string path, int limit) => new($"'{path}' is larger than {limit >> 20} MiB.");
}
