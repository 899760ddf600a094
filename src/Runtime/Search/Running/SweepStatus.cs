using System.Diagnostics;
using System.Globalization;

namespace Gen.Search;

/// <summary>Writes how far a sweep is, in a line for each trial that has ended.</summary>
internal sealed class SweepStatus(SweepStore store, SweepProgress progress)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _ended;

    /// <summary>Returns the line of a trial that has ended while this process looked on.</summary>
    public string Line(int trial, TrialOutcome outcome)
    {
        _ended++;
        var what = outcome.State == TrialState.Failed
            ? $"failed: {outcome.Reason}"
            : $"{outcome.State.ToString().ToLowerInvariant()} {SweepTable.Short(outcome.Value)}";
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{progress.Count}/{store.Plan.Trials}  trial {trial} {what}")];
        if (progress.Best is { } best)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"best {SweepTable.Short(best.Outcome.Value)} (trial {best.Number})"));
        if (progress.Running > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.Running} running"));
        if (progress.Failed > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{progress.Failed} failed"));
        if (progress.Count < store.Plan.Trials)
            parts.Add(Duration(Stopwatch.GetElapsedTime(_began) / _ended * (store.Plan.Trials - progress.Count)) + " left");
        return string.Join("; ", parts);
    }

    /// <summary>Returns a time with the unit that matters.</summary>
    public static string Duration(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time switch
    {
        { TotalSeconds: < 99.5 } => $"{Math.Max(1, Math.Round(time.TotalSeconds))} s",
        { TotalMinutes: < 99.5 } => $"{Math.Round(time.TotalMinutes)} min",
        { TotalHours: < 48 } => $"{time.TotalHours:F1} h",
        _ => $"{time.TotalDays:F1} days",
    }}");
}
