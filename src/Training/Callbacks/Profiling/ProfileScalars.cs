namespace Gen.Training;

/// <summary>An epoch's profile in the run's record.</summary>
internal static class ProfileScalars
{
    public const string Prefix = "profile/";

    public static void Write(Run run, EpochProfile profile, MemoryUse before)
    {
        var step = profile.Epoch + 1;
        foreach (var phase in Enum.GetValues<TrainingPhase>())
        {
            Log(TraceNames.Of(phase), profile.Training[phase]);
            Log($"{TraceNames.Of(phase)}_share", profile.Training.Share(phase));
        }

        Log("seconds", profile.Training.Seconds);
        Log("steps_per_second", profile.Training.StepsPerSecond);
        Log("rows_per_second", profile.Training.RowsPerSecond);
        if (profile.Validation is { } validation)
        {
            foreach (var phase in TrainingPhases.OfValidation)
                Log($"{LogKeys.Validation}{TraceNames.Of(phase)}", validation[phase]);
            Log($"{LogKeys.Validation}seconds", validation.Seconds);
            Log($"{LogKeys.Validation}rows_per_second", validation.RowsPerSecond);
        }

        Log("resident_mib", profile.Memory.Resident / MemoryUse.MiB);
        Log("managed_mib", profile.Memory.Managed / MemoryUse.MiB);
        Log("live_tensors", profile.Memory.Tensors);
        Log("collections", profile.Memory.Collections - before.Collections);
        Log("full_collections", profile.Memory.FullCollections - before.FullCollections);

        void Log(string name, double value) => run.LogScalar(Prefix + name, value, step);
    }
}
