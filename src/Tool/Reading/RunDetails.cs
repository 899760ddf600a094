using System.Text.Json;
using Gen.IO;

namespace Gen.Tool.Reading;

/// <summary>What one run says beside its row: read when that run is looked at.</summary>
/// <param name="Artifacts">The names of its artifacts.</param>
/// <param name="Resources">The files that it has read, and their copies.</param>
/// <param name="Sources">Its source files, and their copies, whose names have the MD5.</param>
/// <param name="Diff">The file with the uncommitted changes, below the folder of runs; empty if there is none.</param>
/// <param name="Packages">The versions of packages, by name.</param>
/// <param name="Machine">What is recorded of the machine, by name.</param>
/// <param name="FailTrace">The stack trace of its failure.</param>
internal sealed record RunDetails(
    IReadOnlyList<string> Artifacts,
    IReadOnlyList<(string File, string Copy)> Resources,
    IReadOnlyList<(string File, string Copy)> Sources,
    string Diff,
    IReadOnlyDictionary<string, string> Packages,
    IReadOnlyDictionary<string, string> Machine,
    IReadOnlyList<string> FailTrace)
{
    private const int TailBytes = 1 << 16;

    /// <summary>Reads a run; of a damaged record, nothing.</summary>
    public static RunDetails Read(string folder)
    {
        JsonElement json;
        try
        {
            json = LenientJson.Parse(Path.Combine(folder, "run.json"));
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
            json = default;
        }

        var (experiment, host) = (Member(json, "experiment"), Member(json, "host"));
        var packages = new Dictionary<string, string>();
        foreach (var package in Items(experiment, "dependencies"))
        {
            var text = package.ToString();
            var equals = text.IndexOf("==", StringComparison.Ordinal);
            packages[equals < 0 ? text : text[..equals]] = equals < 0 ? "" : text[(equals + 2)..];
        }

        var machine = new Dictionary<string, string>();
        foreach (var property in host is { ValueKind: JsonValueKind.Object } ? host.EnumerateObject() : default)
        {
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                machine[property.Name] = property.Value.ToString();
            else if (property is { Name: "os", Value.ValueKind: JsonValueKind.Array } && property.Value.GetArrayLength() > 1)
                machine[property.Name] = property.Value[1].ToString();
        }

        return new RunDetails(
            [.. Items(json, "artifacts").Select(a => a.ToString())],
            Pairs(json, "resources"),
            Pairs(experiment, "sources"),
            Items(experiment, "repositories").Select(r => Member(r, "diff")).FirstOrDefault().ToString(),
            packages,
            machine,
            [.. Items(json, "fail_trace").Select(l => l.ToString().TrimEnd())]);
    }

    /// <summary>Returns the last lines of what a run has printed.</summary>
    /// <param name="folder">The folder of the run.</param>
    /// <param name="count">The number of lines.</param>
    public static IReadOnlyList<string> OutputTail(string folder, int count)
    {
        try
        {
            var path = Path.Combine(folder, "cout.txt");
            if (!File.Exists(path) || new FileInfo(path).Length == 0)
                return [];
            using var file = new FileStream(
                RunPath.ForReading(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(TailBytes, file.Length), SeekOrigin.End);
            return [.. new StreamReader(file).ReadToEnd().TrimEnd().Split('\n').TakeLast(count).Select(l => l.TrimEnd())];
        }
        catch (Exception e) when (RunReader.IsDamage(e))
        {
            return [];
        }
    }

    private static List<(string, string)> Pairs(JsonElement json, string name) =>
    [
        .. Items(json, name)
            .Where(p => p.ValueKind == JsonValueKind.Array && p.GetArrayLength() == 2)
            .Select(p => (p[0].ToString(), p[1].ToString())),
    ];

    private static JsonElement Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : default;

    private static IEnumerable<JsonElement> Items(JsonElement json, string name) =>
        Member(json, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
