using System.Text;
using Gen.Observers;
using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// A model's parameters and buffers in a file: a line that says what it is, then names and tensors with their checksum. What is under the
/// final name is always whole: the file is written aside, brought to disk and renamed.
/// </summary>
internal static class WeightFile
{
    private const int MostTensors = 1_000_000;

    private static ReadOnlySpan<byte> Magic => "Gen weights\n"u8;

    /// <exception cref="IOException">It cannot be written; nothing is left under the name, or what was there before.</exception>
    public static void Save(nn.Module model, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Replace(path, file =>
        {
            file.Write(Magic);
            using var writer = new BinaryWriter(file, Encoding.UTF8, leaveOpen: true);
            StateFile.Write(writer, contents => Write(contents, model));
            writer.Flush();
            ((FileStream)file).Flush(flushToDisk: true);
        });
    }

    /// <summary>Writes saved tensors over the model's. Nothing is changed unless all fit.</summary>
    /// <exception cref="InvalidDataException">It is no such file, damaged, or of another model.</exception>
    public static void Load(nn.Module model, string path)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var saved = Read(path);
        var own = model.state_dict();
        foreach (var (name, tensor) in own)
        {
            if (!saved.TryGetValue(name, out var other))
                throw new InvalidDataException($"'{path}' is of another model: it has no '{name}'");
            if (!other.shape.AsSpan().SequenceEqual(tensor.shape))
                throw new InvalidDataException($"'{path}' is of another model: its '{name}' is {ShapeText.Of(other.shape)}, not {ShapeText.Of(tensor.shape)}");
        }

        if (saved.Keys.FirstOrDefault(k => !own.ContainsKey(k)) is { } more)
            throw new InvalidDataException($"'{path}' is of another model: this one has no '{more}'");
        foreach (var (name, tensor) in own)
            tensor.copy_(saved[name]);
    }

    private static void Write(BinaryWriter writer, nn.Module model)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var tensors = model.state_dict();
        writer.Write(tensors.Count);
        foreach (var (name, tensor) in tensors)
        {
            writer.Write(name);
            StateFormat.WriteTensor(writer, tensor.detach());
        }
    }

    private static Dictionary<string, Tensor> Read(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> magic = stackalloc byte[Magic.Length];
        if (file.ReadAtLeast(magic, magic.Length, false) < magic.Length || !magic.SequenceEqual(Magic))
            throw new InvalidDataException($"'{path}' is not a file of weights");
        using var outer = new BinaryReader(file, Encoding.UTF8, leaveOpen: true);
        using var reader = StateFile.Open(outer);
        var tensors = new Dictionary<string, Tensor>();
        for (var left = StateFormat.ReadCount(reader, MostTensors, "tensors"); left > 0; left--)
            tensors.Add(reader.ReadString(), StateFormat.ReadTensor(reader)!);
        return tensors;
    }
}
