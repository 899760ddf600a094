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
        // A pipe that the user names has no length.
        if (file.CanSeek && file.Length > limit)
            throw TooLarge(path, limit);
        var bytes = new MemoryStream(file.CanSeek ? (int)file.Length : 0);
        var chunk = new byte[Math.Min(limit, 1 << 16)];
        for (int read; (read = file.Read(chunk)) > 0;)
        {
            if (bytes.Length + read > limit)
                throw TooLarge(path, limit);
            bytes.Write(chunk, 0, read);
        }

        return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
    }

    private static IOException TooLarge(string path, int limit) => new($"'{path}' is larger than {limit >> 20} MiB.");
}
