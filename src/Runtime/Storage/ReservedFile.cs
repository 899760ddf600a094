using Gen.IO;
using Microsoft.Win32.SafeHandles;

namespace Gen.Storage;

/// <summary>
/// A file that can be replaced a last time on a full disk. The room for it is kept in a second file, <c>NAME.reserve</c>, whose blocks are
/// written over and which is then renamed. It is kept open, so that this works also where no more files can be opened.
/// </summary>
/// <param name="path">The path of the file.</param>
internal sealed class ReservedFile(string path) : IDisposable
{
    public const string Suffix = ".reserve";

    /// <summary>The size of the reserve. A record of a training has about 10 KiB, and 5 more with a stack trace.</summary>
    private const int Size = 64 << 10;

    private readonly string _reserve = path + Suffix;
    private SafeFileHandle? _handle;

    // Not a link that is in its place.
    private bool HasReserve => new FileInfo(_reserve) is { Exists: true, LinkTarget: null, Length: Size };

    /// <summary>Creates the reserve unless it exists.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public void Reserve()
    {
        if (!HasReserve)
        {
            // Not zeros, for which some file systems keep no room.
            var bytes = new byte[Size];
            Random.Shared.NextBytes(bytes);
            AtomicFile.Replace(_reserve, stream => stream.Write(bytes));
        }

        Dispose();
        _handle = File.OpenHandle(_reserve, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Replaces the file, and deletes the reserve; if there is no room, replaces it by the reserve.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ReplaceFinally(Action<Stream> write)
    {
        try
        {
            AtomicFile.Replace(path, write);
        }
        catch (Exception e) when (FileFailure.Is(e) && _handle is not null && HasReserve)
        {
            using var content = new MemoryStream();
            write(content);
            RandomAccess.Write(_handle, content.GetBuffer().AsSpan(0, (int)content.Length), 0);
            RandomAccess.SetLength(_handle, content.Length);
            File.Move(_reserve, path, overwrite: true);
        }
        finally
        {
            Dispose();
        }

        AtomicFile.DeleteQuietly(_reserve);
    }

    /// <summary>Closes the reserve.</summary>
    public void Dispose() => _handle?.Dispose();
}
