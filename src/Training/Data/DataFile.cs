using System.IO.Compression;
using Gen.Shared;

namespace Gen.Training.Data;

/// <summary>A data file, optionally gzipped, with errors that name it.</summary>
internal sealed class DataFile : IDisposable
{
    // The limit of deflate: 258 bytes for 2 bits.
    private const long MaxCompression = 1032;

    private readonly FileStream _file;

    private DataFile(FileStream file, Stream content, long maxBytes)
    {
        _file = file;
        Content = content;
        MaxBytes = maxBytes;
    }

    /// <summary>The uncompressed content.</summary>
    public Stream Content { get; }

    /// <summary>The maximum length of <see cref="Content"/>, which is exact if the file is not compressed.</summary>
    public long MaxBytes { get; }

    /// <summary>Opens a file. Compression is detected by the first bytes, not by the name.</summary>
    /// <exception cref="BadDataException">The file does not exist or cannot be read.</exception>
    public static DataFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FileStream? file = null;
        try
        {
            if (Directory.Exists(path)) throw new BadDataException($"'{path}' is a folder, not a data file.");
            file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            var gzipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return gzipped
                ? new DataFile(
                    file,
                    new BufferedStream(new GZipStream(file, CompressionMode.Decompress), 1 << 16),
                    checked(file.Length * MaxCompression)
                )
                : new DataFile(file, file, file.Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadDataException($"The data file '{path}' does not exist{Hint(path)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new BadDataException($"The data file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a file and converts I/O errors to exceptions that name it.</summary>
    public static T Read<T>(string path, Func<DataFile, T> read)
    {
        using var file = Open(path);
        try
        {
            return read(file);
        }
        catch (InvalidDataException e)
        {
            throw new BadDataException($"{path}: the gzip data is corrupt.", e);
        }
        catch (IOException e)
        {
            throw new BadDataException($"The data file '{path}' cannot be read: {e.Message}", e);
        }
    }

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }

    private static string Hint(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder)) return $": the folder '{folder}' does not exist.";
        var files = Directory.EnumerateFiles(folder).Take(1000).Select(f => Path.GetFileName(f));
        return "." + NearestName.Hint(Path.GetFileName(path), files);
    }
}
