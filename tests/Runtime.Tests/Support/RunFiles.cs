using System.Text.Json;

namespace Gen.Runtime.Tests.Support;

/// <summary>Reads a run folder like another tool: from the disk, with a strict JSON parser.</summary>
internal static class RunFiles
{
    public static JsonElement Json(this Run run, string name) => Json(Path.Combine(run.Directory!, name));

    public static JsonElement Json(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    public static string Text(this Run run, string name) => File.ReadAllText(Path.Combine(run.Directory!, name));

    public static string Status(this Run run) => run.Json("run.json").GetProperty("status").GetString()!;

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    public static string[] Strings(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
