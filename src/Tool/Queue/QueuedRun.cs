using System.Text.Json;
using System.Text.Json.Nodes;
using Gen.IO;
using Gen.Tool.Reading;

namespace Gen.Tool.Queue;

/// <summary>What the record of a queued run says to a worker.</summary>
/// <param name="Status">The status.</param>
/// <param name="Experiment">The name of the experiment.</param>
/// <param name="Command">The executable and the first words of its command line; empty if the record does not say.</param>
/// <param name="Directory">The working directory of the program.</param>
internal sealed record QueuedRun(string Status, string? Experiment, IReadOnlyList<string> Command, string? Directory)
{
    /// <summary>Whether the run has ended, and needs no worker any more.</summary>
    public bool HasEnded => Status is "COMPLETED" or "FAILED";

    /// <summary>Reads a run; null if its record cannot be read.</summary>
    /// <param name="folder">The run folder.</param>
    public static QueuedRun? TryRead(string folder)
    {
        try
        {
            return Parse(LenientJson.Parse(Path.Combine(folder, "run.json")));
        }
        catch (Exception e) when (RunReader.IsDamage(e) || e is KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Records that a run has failed, which its program could not do itself.</summary>
    /// <param name="folder">The run folder.</param>
    /// <param name="reason">The reason, one line.</param>
    public static void Fail(string folder, string reason)
    {
        var path = Path.Combine(folder, "run.json");
        var record = JsonNode.Parse(File.ReadAllBytes(path))!.AsObject();
        record["status"] = "FAILED";
        record["fail_trace"] = new JsonArray(reason + "\n");
        record["stop_time"] = Timestamp.ToText(DateTime.UtcNow);
        JsonFile.Replace(path, writer =>
        {
            writer.WriteStartObject();
            foreach (var (name, value) in record.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                if (value is null)
                    writer.WriteNullValue();
                else
                    value.WriteTo(writer);
            }

            writer.WriteEndObject();
        });
    }

    private static QueuedRun Parse(JsonElement json)
    {
        var program = json.GetProperty("meta").TryGetProperty("program", out var recorded) ? recorded : default;
        return new QueuedRun(
            json.GetProperty("status").GetString() ?? "",
            json.GetProperty("experiment").GetProperty("name").GetString(),
            program.ValueKind == JsonValueKind.Object
                ? [.. program.GetProperty("command").EnumerateArray().Select(w => w.GetString() ?? "")]
                : [],
            program.ValueKind == JsonValueKind.Object ? program.GetProperty("directory").GetString() : null);
    }
}
