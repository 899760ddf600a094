using Gen.IO;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>
/// Writes a safetensors file with checksums. What is under the final name is always whole: it is written aside, brought to disk and renamed.
/// Tensors go to the file from where they are, without a copy of all of them.
/// </summary>
internal static class TensorFileWriter
{
    /// <param name="path">The file; its folder is made.</param>
    /// <param name="format">What the file is.</param>
    /// <param name="state">Everything that is no tensor; null for nothing.</param>
    /// <param name="tensors">Names, each once, and tensors on any device.</param>
    /// <exception cref="IOException">It cannot be written; nothing is left under the name, or what was there before.</exception>
    public static void Save(string path, string format, string? state, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Replace(path, file =>
        {
            Write(file, format, state, tensors);
            ((FileStream)file).Flush(flushToDisk: true);
        });
    }

    /// <summary>Writes to a stream that can go back to where the file began.</summary>
    public static void Write(Stream file, string format, string? state, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();

        // The widest elements first, as safetensors' own library does: then all lie at multiples of their size.
        var ordered = tensors.OrderByDescending(t => ElementTypes.BytesOf(t.Value.dtype)).ToList();
        var entries = Place(ordered);
        var begin = file.Position;
        file.Write(FileHeader.Write(format, state, entries, null));
        var checksums = ordered.Select(t => WriteData(file, t.Value)).ToList();
        var end = file.Position;
        file.Position = begin;
        file.Write(FileHeader.Write(format, state, entries, checksums));
        file.Position = end;
    }

    private static List<TensorEntry> Place(List<KeyValuePair<string, Tensor>> tensors)
    {
        var entries = new List<TensorEntry>();
        var begin = 0L;
        foreach (var (name, tensor) in tensors)
        {
            _ = ElementTypes.NameOf(tensor.dtype, name);
            var end = begin + tensor.numel() * tensor.element_size();
            entries.Add(new TensorEntry(name, tensor.dtype, tensor.shape, begin, end));
            begin = end;
        }

        return entries;
    }

    private static string WriteData(Stream file, Tensor tensor)
    {
        // One at a time: what had to be copied is freed before the next.
        using var scope = NewDisposeScope();
        var here = tensor.detach().cpu().contiguous();
        var checksum = default(Crc);
        TensorBytes.ForEachPiece(here, piece =>
        {
            checksum.Add(piece);
            file.Write(piece);
        });
        return checksum.Text;
    }
}
