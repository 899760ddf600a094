using Gen.IO;

namespace Gen.Storage;

/// <summary>
/// A file that can be replaced a last time on a full disk. The room for it is kept in a second file, <c>NAME.reserve</c>, whose blocks are
/// written over and which is then renamed.
/// </summary>
/// <param name="path">The path of the file.</param>
internal sealed class ReservedFile(string path)
{
    public const string Suffix = ".reserve";

    /// <summary>The size of the reserve. A record of a training has about 10 KiB, and 5 more with a stack trace.</summary>
    private const int Size = 64 << 10;

    private readonly string _reserve = path + Suffix;

    // Not a link that is in its place.
    private bool HasReserve => new FileInfo(_reserve) is { Exists: true, LinkTarget: null, Length: Size };

    /// <summary>Creates the reserve unless it exists.</summary>
    /// <exception cref="IOException">There is no room.</exception>
    public void Reserve()
    {
        if (HasReserve)
            return;
        // Not zeros, for which some file systems keep no room.
        var bytes = new byte[Size];
        Random.Shared.NextBytes(bytes);
        AtomicFile.Replace(_reserve, stream => stream.Write(bytes));
    }

    /// <summary>Replaces the file, and deletes the reserve; if there is no room, replaces it by the reserve.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void ReplaceFinally(Action<Stream> write)
    {
        try
        {
            AtomicFile.Replace(path, write);
        }
        catch (Exception e) when (FileFailure.Is(e) && HasReserve)
        {
            using (var stream = new FileStream(_reserve, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                write(stream);
                stream.SetLength(stream.Position);
            }

            File.Move(_reserve, path, overwrite: true);
            return;
        }

        AtomicFile.DeleteQuietly(_reserve);
    }
}
