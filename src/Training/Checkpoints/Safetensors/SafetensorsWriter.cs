using Gen.IO;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// Writer of safetensors files with checksums. A file is written under a temporary name, flushed to disk and renamed, so that it is never
/// incomplete. Tensors are written one by one, without a copy of all of them.
/// </summary>
internal static class SafetensorsWriter
{
    /// <param name="path">The path. Its folder is created if missing.</param>
    /// <param name="format">The format of the file.</param>
    /// <param name="state">The state other than tensors, as JSON; null for none.</param>
    /// <param name="tensors">The tensors, on any device, by unique names.</param>
    /// <exception cref="IOException">The file cannot be written. An existing file is unchanged.</exception>
    public static void Save(string path, string format, string? state, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        RunPath.CreateFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Replace(path, file =>
        {
            Write(file, format, state, tensors);
            ((FileStream)file).Flush(flushToDisk: true);
        });
    }

    /// <summary>Writes to a seekable stream.</summary>
    public static void Write(Stream file, string format, string? state, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();

        // The largest elements first, as in the safetensors library, so that all tensors are aligned.
        var ordered = tensors.OrderByDescending(t => SafetensorsTypes.SizeOf(t.Value.dtype)).ToList();
        var entries = AssignOffsets(ordered);
        var begin = file.Position;
        file.Write(SafetensorsHeader.Write(format, state, entries, null));
        var checksums = ordered.Select(t => WriteData(file, t.Value)).ToList();
        var end = file.Position;
        file.Position = begin;
        file.Write(SafetensorsHeader.Write(format, state, entries, checksums));
        file.Position = end;
    }

    private static List<TensorInfo> AssignOffsets(List<KeyValuePair<string, Tensor>> tensors)
    {
        var entries = new List<TensorInfo>();
        var begin = 0L;
        foreach (var (name, tensor) in tensors)
        {
            _ = SafetensorsTypes.NameOf(tensor.dtype, name);
            var end = begin + tensor.numel() * tensor.element_size();
            entries.Add(new TensorInfo(name, tensor.dtype, tensor.shape, begin, end));
            begin = end;
        }

        return entries;
    }

    private static string WriteData(Stream file, Tensor tensor)
    {
        // Copies are freed before the next tensor.
        using var scope = NewDisposeScope();
        var here = tensor.detach().cpu().contiguous();
        var checksum = default(Crc32C);
        TensorBytes.ForEachChunk(here, chunk =>
        {
            checksum.Add(chunk);
            file.Write(chunk);
        });
        return checksum.Text;
    }
}

/// <summary>Access to a tensor's memory in chunks: a span is limited to 2 GB, and a checksum is cheap for bytes that are in the
/// cache.</summary>
internal static class TensorBytes
{
    private const long ChunkSize = 1 << 20;

    public delegate void ChunkAction(Span<byte> bytes);

    /// <summary>Calls an action with each chunk in order.</summary>
    /// <param name="tensor">The tensor, contiguous and on the CPU.</param>
    /// <param name="action">The action.</param>
    public static void ForEachChunk(Tensor tensor, ChunkAction action)
    {
        using var flat = tensor.reshape(-1);
        var count = flat.numel();
        var step = ChunkSize / flat.element_size();
        for (var start = 0L; start < count; start += step)
        {
            using var chunk = flat.narrow(0, start, Math.Min(step, count - start));
            action(chunk.bytes);
        }
    }
}
