using Gen.Tool.Output;
using Gen.Tool.Reading;

namespace Gen.Tool.Plots;

/// <summary>The names of runs in a plot: their numbers, with the first entries in which they differ.</summary>
internal static class RunLabels
{
    private const int MaxEntries = 2;

    /// <summary>Returns the name of each run, as <c>12 (lr=0.1, epochs=3)</c>.</summary>
    public static Dictionary<RunRow, string> Of(IReadOnlyList<RunRow> runs)
    {
        var keys = RunColumns.Differing(runs).Take(MaxEntries).ToList();
        return runs.Distinct().ToDictionary(r => r, r =>
        {
            var entries = keys.Where(r.Config.ContainsKey).Select(k => $"{k}={ValueText.Of(r.Config[k])}").ToList();
            return ValueText.Printable(entries.Count == 0 ? r.Id : $"{r.Id} ({string.Join(", ", entries)})");
        });
    }
}
