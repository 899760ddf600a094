using System.Text.Json;
using Gen.IO;

namespace Gen.Storage;

/// <summary>The content of a claim.</summary>
/// <param name="Token">A random text that no other claim has.</param>
/// <param name="Process">The process that made it.</param>
/// <param name="Run">The number of the run; null before it starts.</param>
/// <param name="Fold">The fold of the run.</param>
/// <param name="Checkpoint">What tells the newest checkpoint that the attempt began with; null before its run starts.</param>
/// <param name="IsReleased">Whether the owner has given the work up: the attempt was interrupted, and has no outcome.</param>
internal sealed record ClaimRecord(string Token, ProcessIdentity Process, string? Run, int Fold, string? Checkpoint, bool IsReleased)
{
    // Of a claim, a few hundred bytes.
    private const int MaxLength = 1 << 16;

    /// <summary>Returns the content of a file that its owner may be writing; empty if nothing is written yet.</summary>
    /// <exception cref="IOException">The file does not exist, or is none of ours.</exception>
    public static byte[] ReadBytes(string path) =>
        new FileInfo(RunPath.Folder(path)).Length == 0 ? [] : BoundedFile.ReadAllBytes(path, MaxLength);

    /// <summary>Reads a claim; null if it does not exist, or was created and not written in full.</summary>
    public static ClaimRecord? TryRead(string path)
    {
        try
        {
            return TryParse(ReadBytes(path));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Reads a claim; null if it was created and not written in full.</summary>
    public static ClaimRecord? TryParse(byte[] content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var json = document.RootElement;
            return new ClaimRecord(
                json.GetProperty("token").GetString()!,
                ProcessIdentity.Read(json),
                json.GetProperty("run").GetString(),
                json.GetProperty("fold").GetInt32(),
                json.GetProperty("checkpoint").GetString(),
                json.TryGetProperty("released", out var released) && released.GetBoolean());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Returns the content of the file.</summary>
    /// <param name="heartbeat">A number that grows as long as the owner lives.</param>
    public byte[] ToBytes(long heartbeat)
    {
        using var stream = new MemoryStream();
        JsonFile.Write(stream, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("token", Token);
            Process.Write(writer);
            writer.WriteString("run", Run);
            writer.WriteNumber("fold", Fold);
            writer.WriteString("checkpoint", Checkpoint);
            writer.WriteNumber("heartbeat", heartbeat);
            writer.WriteBoolean("released", IsReleased);
            writer.WriteEndObject();
        });
        return stream.ToArray();
    }
}
