using Gen.IO;

namespace Gen.Search;

/// <summary>Deletes the checkpoints of trials that have ended: only those of the best ones are kept.</summary>
internal static class TrialCheckpoints
{
    /// <summary>Deletes what is not kept any more, after a trial has ended.</summary>
    public static void DeleteAfter(SweepStore store, SweepProgress progress, int trial, string runsDirectory)
    {
        var ranked = progress.Ranked;
        var keep = store.Plan.Keep;
        for (var rank = keep; rank < ranked.Count; rank++)
        {
            // The trial itself, or the one that it has pushed out of the best ones.
            if (rank != keep && ranked[rank].Number != trial)
                continue;
            foreach (var run in ranked[rank].Outcome.Runs)
                Delete(Path.Combine(runsDirectory, run, "checkpoints"));
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            if (Directory.Exists(RunPath.Folder(folder)))
                Directory.Delete(RunPath.Folder(folder), recursive: true);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // They take space, and nothing else.
        }
    }
}
