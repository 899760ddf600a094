using System.IO.Compression;
using Gen.Shared;

namespace Gen.Training.Data;

/// <summary>Opens data files, gzipped or not, and says clearly why one cannot be read.</summary>
internal sealed class DataFile : IDisposable
{
    // Deflate cannot do better: 258 bytes for 2 bits.
    private const long BestCompression = 1032;

    private readonly FileStream _file;

    private DataFile(FileStream file, Stream content, long mostBytes)
    {
        _file = file;
        Content = content;
        MostBytes = mostBytes;
    }

    /// <summary>What is in the file, uncompressed.</summary>
    public Stream Content { get; }

    /// <summary>The bytes that <see cref="Content"/> can have at most: exactly as many if the file is not compressed.</summary>
    public long MostBytes { get; }

    /// <summary>Opens a file; whether it is gzipped its first bytes say, not its name.</summary>
    /// <exception cref="BadDataException">It is not there or may not be read.</exception>
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
                ? new DataFile(file, new BufferedStream(new GZipStream(file, CompressionMode.Decompress), 1 << 16), checked(file.Length * BestCompression))
                : new DataFile(file, file, file.Length);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BadDataException($"There is no data file '{path}'{Hint(path)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file?.Dispose();
            throw new BadDataException($"The data file '{path}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads with errors of the file turned into ones that name it.</summary>
    public static T Read<T>(string path, Func<DataFile, T> read)
    {
        using var file = Open(path);
        try
        {
            return read(file);
        }
        catch (InvalidDataException e)
        {
            throw new BadDataException($"{path}: the gzip data are damaged.", e);
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
        if (!Directory.Exists(folder)) return $": there is no folder '{folder}'.";
        var near = NearestName.Find(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(f => Path.GetFileName(f)));
        return near is null ? "." : $"; did you mean '{near}'?";
    }
}
