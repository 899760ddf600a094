using System.Buffers.Binary;
using System.Text.Json;

namespace Gen.Samples.Tests.Support;

/// <summary>A checkpoint read by its documented layout alone (docs/checkpoints.md), not by the code that wrote it.</summary>
internal sealed class CheckpointFile
{
    private readonly Dictionary<string, byte[]> _tensors = [];

    public CheckpointFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var begin = 8 + (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, begin - 8));
        foreach (var entry in header.RootElement.EnumerateObject())
        {
            if (entry.Name == "__metadata__")
                State = JsonDocument.Parse(entry.Value.GetProperty("state").GetString()!).RootElement;
            else if (entry.Value.GetProperty("data_offsets") is var place)
                _tensors.Add(entry.Name, bytes[(begin + place[0].GetInt32())..(begin + place[1].GetInt32())]);
        }
    }

    /// <summary>Everything that is no tensor.</summary>
    public JsonElement State { get; }

    /// <summary>The bytes of each tensor whose name begins so, as text.</summary>
    public Dictionary<string, string> Tensors(string prefix) =>
        _tensors.Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(t => t.Key, t => Convert.ToBase64String(t.Value));
}
