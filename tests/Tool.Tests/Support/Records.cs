using System.Globalization;
using Gen.Tool.Reading;

namespace Gen.Tool.Tests.Support;

/// <summary>Writes records, in the form of Gen's or Sacred's.</summary>
internal static class Records
{
    /// <summary>Writes a run of Gen.</summary>
    /// <param name="runs">The folder of runs.</param>
    /// <param name="id">The number of the run.</param>
    /// <param name="config">The content of <c>config.json</c>.</param>
    /// <param name="status">The status.</param>
    /// <param name="scalars">The values of each scalar.</param>
    /// <param name="changed">The keys that the command line changed.</param>
    /// <param name="host">Members of <c>host</c>, with a comma before them.</param>
    /// <param name="heartbeat">The time of the heartbeat.</param>
    public static string Write(
        TempFolder runs,
        string id,
        string config = """{"epochs": 3, "seed": 1}""",
        string status = "COMPLETED",
        (string Name, double[] Values)[]? scalars = null,
        string[]? changed = null,
        string host = "",
        DateTime? heartbeat = null)
    {
        var time = (heartbeat ?? new DateTime(2026, 11, 30, 20, 10, 0)).ToString("O", CultureInfo.InvariantCulture).TrimEnd('Z');
        var stop = status == "RUNNING" ? "null" : $"\"{time}\"";
        var updates = string.Join(", ", (changed ?? []).Select(c => $"\"{c}\": 1"));
        runs.File($"{id}/config.json", config);
        runs.File($"{id}/run.json", $$"""
            {
              "artifacts": ["plot.svg"], "command": "run",
              "experiment": { "dependencies": ["Gen==0.1.0"], "name": "words",
                "repositories": [ { "commit": "abc", "dirty": false, "url": "u" } ] },
              "heartbeat": "{{time}}", "host": { "hostname": "box"{{host}} },
              "meta": { "command": "run", "config_updates": { {{updates}} }, "named_configs": [], "options": {} },
              "resources": [], "result": 0.5, "seed": 1, "start_time": "2026-11-30T20:00:00.000000", "status": "{{status}}",
              "stop_time": {{stop}}
            }
            """);
        var columns = (scalars ?? []).Select(s => $$"""
            "{{s.Name}}": { "steps": [{{string.Join(", ", Enumerable.Range(1, s.Values.Length))}}],
              "timestamps": [{{string.Join(", ", s.Values.Select(_ => "\"2026-11-30T20:00:01\""))}}],
              "values": [{{string.Join(", ", s.Values.Select(v => RunValue.Of(v).Json))}}] }
            """);
        runs.File($"{id}/metrics.json", $"{{ {string.Join(", ", columns)} }}");
        return runs.In(id);
    }

    /// <summary>Reads a run.</summary>
    public static RunRow Read(string folder) => RunReader.Read(new FoundRun(Path.GetFileName(folder), folder, ""));
}
