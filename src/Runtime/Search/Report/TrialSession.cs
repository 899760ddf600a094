using Gen.TensorBoard;

namespace Gen.Search;

/// <summary>
/// Writes what TensorBoard's HParams page shows of a trial into the folder of its run: the entries that the sweep varies, the objective and
/// how the trial ended. A run whose trainer has written its whole config already gets the objective.
/// </summary>
/// <remarks>The domains of the entries are left to TensorBoard: it reads them from one run, and would show no entries of other sweeps and
/// runs in the directory.</remarks>
internal static class TrialSession
{
    /// <summary>The name of the objective.</summary>
    public const string Tag = "objective";

    /// <summary>Writes the end of a trial's run.</summary>
    public static void Write(SweepStore store, SearchSpace space, double[] point, Run run, TrialOutcome outcome)
    {
        try
        {
            var isFirst = EventLog.FindFiles(run.Directory!).Count == 0;
            using var writer = new SummaryWriter(run.Directory!, new() { Buffered = true, FirstStep = isFirst ? 0 : long.MaxValue });
            if (isFirst)
                writer.AddHyperparameters(Settings(space, point, run), Group(store.Plan, run), run.StartTime);
            foreach (var (epoch, value) in outcome.Rungs)
                writer.AddScalar(Tag, value, epoch);
            if (outcome.State == TrialState.Completed)
                writer.AddScalar(Tag, outcome.Value, Math.Max(1, store.Plan.Rungs.LastOrDefault() + 1));
            if (isFirst)
                writer.EndSession(outcome.State == TrialState.Failed ? RunStatus.Failed : RunStatus.Completed);
        }
        catch (EventFileException)
        {
            // The outcome is in the files of the sweep.
        }
    }

    // Those of a cross-validation share a row, with their mean.
    private static string? Group(SweepPlan plan, Run run) =>
        plan.Folds > 1 && run.Trial is { } trial ? $"sweep {trial.Sweep} trial {trial.Number}" : null;

    private static IEnumerable<KeyValuePair<string, object?>> Settings(SearchSpace space, double[] point, Run run)
    {
        for (var i = 0; i < space.Dimensions.Count; i++)
        {
            var dimension = space.Dimensions[i];
            if (space.IsActive(point, i))
                yield return new(
                    dimension.Name, run.Config.TryGetValue(dimension.Name, out var value) ? value : dimension.Text(point[i]));
        }
    }
}
