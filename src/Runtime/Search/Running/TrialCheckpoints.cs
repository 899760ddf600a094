using Gen.IO;

namespace Gen.Search;

/// <summary>Deletes the checkpoints of trials that have ended: only those of the best ones are kept.</summary>
internal static class TrialCheckpoints
{
    /// <summary>Deletes what is not kept any more, after a trial has ended.</summary>
    public static void DeleteAfter(SweepStore store, SweepProgress progress, int trial, TrialOutcome outcome, string runsDirectory)
    {
        var best = progress.Top(store.Plan.Keep + 1).ToList();
        var rank = best.FindIndex(r => r.Number == trial);

        // The trial itself, or the one that it has pushed out of the best ones.
        if (rank < 0 || rank == store.Plan.Keep)
            Delete(outcome, runsDirectory);
        else if (best.Count > store.Plan.Keep)
            Delete(best[^1].Outcome, runsDirectory);
    }

    /// <summary>Deletes what several processes have left, of which each knew a part of the trials.</summary>
    public static void DeleteAll(SweepStore store, SweepProgress progress, string runsDirectory)
    {
        foreach (var result in progress.Top(int.MaxValue).Skip(store.Plan.Keep))
            Delete(result.Outcome, runsDirectory);
    }

    private static void Delete(TrialOutcome outcome, string runsDirectory)
    {
        foreach (var run in outcome.Runs)
            Delete(Path.Combine(runsDirectory, run, "checkpoints"));
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(RunPath.Folder(folder), recursive: true);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // They take space, and nothing else.
        }
    }
}
