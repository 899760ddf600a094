using System.IO.Compression;

namespace Gen.Training.Tests.Support;

/// <summary>A folder of its own for the files of a test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gen-data-");

    public string Write(string name, byte[] bytes, bool gzip = false)
    {
        var path = this[name];
        using var file = File.Create(path);
        using Stream stream = gzip ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(true);
}
