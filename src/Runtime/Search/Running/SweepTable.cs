using System.Globalization;
using System.Text;

namespace Gen.Search;

/// <summary>Writes the trials of a sweep as a table, the best first.</summary>
internal static class SweepTable
{
    /// <summary>Returns the table, and why trials failed.</summary>
    public static string Text(SweepStore store, SearchSpace space, IEnumerable<TrialResult> results)
    {
        var ranked = Ranked(store, results);
        var hasFolds = store.Plan.Folds > 1;
        var rows = new List<string[]>
        {
            (string[])["trial", "status", store.Plan.Objective.Scalar ?? SweepObjective.Result,
                .. hasFolds ? (string[])["spread", "folds"] : [], .. space.Dimensions.Select(d => d.Name), "time", "run"],
        };
        foreach (var (number, point, outcome) in ranked)
        {
            var status = outcome.State.ToString().ToUpperInvariant();
            if (outcome.State == TrialState.Pruned)
                status += string.Create(CultureInfo.InvariantCulture, $" ({(hasFolds ? "fold" : "epoch")} {outcome.Rungs[^1].Epoch})");
            rows.Add(
                [number.ToString(CultureInfo.InvariantCulture), status, outcome.State == TrialState.Failed ? "" : Short(outcome.Value),
                    .. hasFolds ? (string[])[Spread(outcome), string.Join(' ', outcome.Folds.Select(f => Short(f.Value)))] : [],
                    .. space.Dimensions.Select((d, i) => space.IsActive(point, i) ? Shown(d, point[i]) : ""),
                    string.Create(CultureInfo.InvariantCulture, $"{outcome.Seconds:F1} s"), outcome.Run ?? ""]);
        }

        var widths = rows[0].Select((_, column) => rows.Max(r => r[column].Length)).ToArray();
        var text = new StringBuilder();
        foreach (var row in rows)
            text.Append("  ").AppendJoin("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd().Append('\n');
        foreach (var (number, _, outcome) in ranked)
        {
            if (outcome.State == TrialState.Failed)
                text.Append(CultureInfo.InvariantCulture, $"trial {number} failed: {outcome.Reason}\n");
        }

        return text.ToString();
    }

    /// <summary>Returns the results, the best first.</summary>
    public static IReadOnlyList<TrialResult> Ranked(SweepStore store, IEnumerable<TrialResult> results) =>
        [.. results.OrderBy(store.Plan.AsCost, TrialOrder.Instance)];

    /// <summary>Returns a value of the objective with the digits that matter.</summary>
    public static string Short(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Shown(SearchDimension dimension, double value) =>
        dimension is IntervalDimension { IsInteger: false } ? value.ToString("G5", CultureInfo.InvariantCulture) : dimension.Text(value);

    private static StringBuilder TrimEnd(this StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return text;
    }

    private static string Spread(TrialOutcome outcome) => outcome.Folds.Count < 2 ? "" : Short(outcome.Spread);
}
