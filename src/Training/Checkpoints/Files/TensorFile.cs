using System.Buffers.Binary;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// A safetensors file that was read and checked as a whole. One that Gen wrote is checked against its checksums, so that no damage goes
/// unnoticed; one of another program only for sizes that fit.
/// </summary>
internal sealed class TensorFile : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    private TensorFile(string path, HeaderReader header) => (Path, Format, State) = (path, header.Format, header.State);

    public string Path { get; }

    /// <summary>What the file is; null for one of another program.</summary>
    public string? Format { get; }

    /// <summary>Everything that is no tensor; null for nothing.</summary>
    public string? State { get; }

    /// <summary>The tensors, on the processor, until the file is disposed.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, damaged, or of a later version; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static TensorFile Read(string path) => Read(path, file =>
    {
        var (header, data) = ReadHeader(file);
        var read = new TensorFile(path, header);
        try
        {
            read.ReadTensors(file, header, data);
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    });

    /// <summary>Reads and checks the header alone.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static HeaderReader ReadHead(string path) => Read(path, file => ReadHeader(file).Header);

    /// <summary>The tensors whose names have a beginning, by the rest of their names.</summary>
    public Dictionary<string, Tensor> Under(string prefix) =>
        _tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(t => t.Key[prefix.Length..], t => t.Value, StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
        _tensors.Clear();
    }

    private static T Read<T>(string path, Func<FileStream, T> read)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            return read(file);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' {e.Message}", e);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"'{path}' is damaged: it ends too early", e);
        }
    }

    private static (HeaderReader Header, long Data) ReadHeader(FileStream file)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        if (file.Length < length.Length)
            throw new InvalidDataException("is no safetensors file: it is too short");
        file.ReadExactly(length);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (size > FileHeader.MostBytes || size > (ulong)(file.Length - length.Length))
            throw new InvalidDataException($"is no safetensors file, or damaged: it claims a header of {size} bytes and has {file.Length} in all");
        var json = new byte[size];
        file.ReadExactly(json);
        var data = length.Length + (long)size;
        return (HeaderReader.Read(json, file.Length - data), data);
    }

    private void ReadTensors(FileStream file, HeaderReader header, long data)
    {
        // A tensor that is made in inference mode could not be changed outside it.
        using var normal = inference_mode(false);
        foreach (var entry in header.Entries)
        {
            file.Position = data + entry.Begin;
            var tensor = empty(entry.Shape, entry.Type, CPU).DetachFromDisposeScope();
            _tensors.Add(entry.Name, tensor);
            var checksum = default(Crc);
            TensorBytes.ForEachPiece(tensor, piece =>
            {
                file.ReadExactly(piece);
                checksum.Add(piece);
            });
            if (header.Checksums is { } stated && stated[entry.Name] != checksum.Text)
                throw new InvalidDataException($"is damaged: '{entry.Name}' {ShapeText.Format(entry.Shape)} does not match its checksum");
        }
    }
}
