using System.Text.Json;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>Reads what a sweep left.</summary>
internal static class SweepOutcomes
{
    /// <summary>Points and outcomes, without what may differ: the run's number and the time. Each trial must have exactly one.</summary>
    public static List<string> Read(TempFolder folder)
    {
        var trials = folder.In("runs", "sweeps", "1", "trials");
        var outcomes = new List<string>();
        foreach (var file in Directory.GetFiles(trials, "*.outcome.*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file)[..4];
            using var point = JsonDocument.Parse(File.ReadAllText(Path.Combine(trials, name + ".json")));
            using var outcome = JsonDocument.Parse(File.ReadAllText(file));
            var json = outcome.RootElement;
            var parts = ((string[])["state", "value", "rungs", "reason"]).Select(p => json.GetProperty(p).GetRawText());
            outcomes.Add($"{name} {point.RootElement.GetProperty("updates").GetRawText()} {string.Join(' ', parts)}");
        }

        Assert.Equal(outcomes.Count, outcomes.Select(o => o[..4]).Distinct().Count());
        return outcomes;
    }

    /// <summary>Returns whether a run went on from a checkpoint.</summary>
    /// <param name="run">The folder of the run.</param>
    public static bool WasResumed(string run) =>
        File.Exists(Path.Combine(run, "run.json"))
        && File.ReadAllText(Path.Combine(run, "run.json")).Contains("\"resumed\"", StringComparison.Ordinal);
}
