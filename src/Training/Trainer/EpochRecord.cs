namespace Gen.Training;

/// <summary>An epoch's values in the run's record.</summary>
internal static class EpochRecord
{
    public static void Write(Run? run, LogValues logs, int epoch)
    {
        if (run is null)
            return;
        foreach (var point in LogPoints.Of(logs))
            run.LogScalar(point.Name, point.Value, epoch);
    }
}
