using System.Buffers.Binary;
using Gen.IO;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// A safetensors file, read and validated as a whole. Files that Gen wrote are verified against their checksums; for files of other
/// programs, only sizes and offsets are checked.
/// </summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    private SafetensorsFile(string path, SafetensorsHeaderReader header) => (Path, Format, State) = (path, header.Format, header.State);

    public string Path { get; }

    /// <summary>The format of the file; null for a file of another program.</summary>
    public string? Format { get; }

    /// <summary>The state other than tensors, as JSON; null if there is none.</summary>
    public string? State { get; }

    /// <summary>The tensors on the CPU, valid until the file is disposed.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">The file is not a safetensors file, corrupt, or of a later version. The message names the
    /// file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path) => Read(path, "");

    /// <summary>Reads the tensors with a prefix.</summary>
    /// <param name="path">The path.</param>
    /// <param name="prefix">The prefix; all names keep it.</param>
    /// <exception cref="InvalidDataException">The file is not a safetensors file or corrupt, or needs more memory than there is. The
    /// message names the file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static SafetensorsFile Read(string path, string prefix) => Open(path, file =>
    {
        var (header, data) = ReadHeaderFrom(file);
        var read = new SafetensorsFile(path, header);
        try
        {
            read.ReadTensors(file, header, data, prefix);
            return read;
        }
        catch
        {
            read.Dispose();
            throw;
        }
    });

    /// <summary>Reads and validates the header only.</summary>
    /// <inheritdoc cref="Read(string)"/>
    public static SafetensorsHeaderReader ReadHeader(string path) => Open(path, file => ReadHeaderFrom(file).Header);

    /// <summary>Returns the tensors whose names start with a prefix, by the rest of their names.</summary>
    public Dictionary<string, Tensor> WithPrefix(string prefix) =>
        _tensors
            .Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(t => t.Key[prefix.Length..], t => t.Value, StringComparer.Ordinal);

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
        _tensors.Clear();
    }

    private static T Open<T>(string path, Func<FileStream, T> read)
    {
        using var file = new FileStream(
            RunPath.ForReading(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        try
        {
            return read(file);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"'{path}' {e.Message}.", e);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException($"'{path}' is corrupt: it ends too early.", e);
        }
    }

    private static (SafetensorsHeaderReader Header, long Data) ReadHeaderFrom(FileStream file)
    {
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        if (file.Length < length.Length)
            throw new InvalidDataException("is not a safetensors file: it is too short");
        file.ReadExactly(length);
        var size = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (size > SafetensorsHeader.MaxSize || size > (ulong)(file.Length - length.Length))
            throw new InvalidDataException(
                $"is not a safetensors file, or corrupt: its header must have {size} bytes, but the file has {file.Length}"
            );
        var json = new byte[size];
        file.ReadExactly(json);
        var data = length.Length + (long)size;
        return (SafetensorsHeaderReader.Read(json, file.Length - data), data);
    }

    private void ReadTensors(FileStream file, SafetensorsHeaderReader header, long data, string prefix)
    {
        var entries = header.Entries.Where(e => e.Name.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        var (needed, available) = (entries.Sum(e => e.Length), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (needed > available)
            throw new InvalidDataException($"needs {needed} bytes of memory, but there are {available}");

        // A tensor that is created in inference mode cannot be changed outside of it.
        using var normal = inference_mode(false);
        foreach (var entry in entries)
        {
            file.Position = data + entry.Begin;
            var tensor = empty(entry.Shape, entry.Type, CPU).DetachFromDisposeScope();
            _tensors.Add(entry.Name, tensor);
            var checksum = default(Crc32C);
            TensorBytes.ForEachChunk(tensor, chunk =>
            {
                file.ReadExactly(chunk);
                checksum.Add(chunk);
            });
            if (header.Checksums is { } stated && stated[entry.Name] != checksum.Text)
                throw new InvalidDataException($"is corrupt: '{entry.Name}' {ShapeText.Format(entry.Shape)} does not match its checksum");
        }
    }
}

/// <summary>A tensor of a safetensors file.</summary>
/// <param name="Name">The name, unique in the file.</param>
/// <param name="Type">The dtype.</param>
/// <param name="Shape">The shape.</param>
/// <param name="Begin">The offset of the first byte, from the end of the header.</param>
/// <param name="End">The offset after the last byte.</param>
internal sealed record TensorInfo(string Name, ScalarType Type, long[] Shape, long Begin, long End)
{
    public long Length => End - Begin;
}

/// <summary>The dtypes of safetensors.</summary>
internal static class SafetensorsTypes
{
    private static readonly (ScalarType Type, string Name, int Bytes)[] s_all =
    [
        (ScalarType.Float64, "F64", 8),
        (ScalarType.Float32, "F32", 4),
        (ScalarType.Float16, "F16", 2),
        (ScalarType.BFloat16, "BF16", 2),
        (ScalarType.Int64, "I64", 8),
        (ScalarType.Int32, "I32", 4),
        (ScalarType.Int16, "I16", 2),
        (ScalarType.Int8, "I8", 1),
        (ScalarType.Byte, "U8", 1),
        (ScalarType.Bool, "BOOL", 1),
    ];

    /// <summary>Returns the safetensors name of a dtype.</summary>
    /// <exception cref="NotSupportedException">Safetensors does not support the dtype, such as complex numbers.</exception>
    public static string NameOf(ScalarType type, string tensor) =>
        Find(a => a.Type == type)?.Name
        ?? throw new NotSupportedException($"'{tensor}' has dtype {type}, which safetensors does not support.");

    /// <summary>Returns the dtype and element size of a safetensors name; null if torch does not have the dtype.</summary>
    public static (ScalarType Type, int Bytes)? Parse(string name) =>
        Find(a => a.Name == name) is { } found ? (found.Type, found.Bytes) : null;

    public static int SizeOf(ScalarType type) => Find(a => a.Type == type)?.Bytes ?? 0;

    private static (ScalarType Type, string Name, int Bytes)? Find(Predicate<(ScalarType Type, string Name, int Bytes)> match)
    {
        var index = Array.FindIndex(s_all, match);
        return index < 0 ? null : s_all[index];
    }
}
