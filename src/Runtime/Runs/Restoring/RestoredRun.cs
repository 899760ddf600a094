namespace Gen.Runs;

/// <summary>The run of an experiment that was restored: it has the seed of the run that was recorded, logs, and records nothing.</summary>
internal sealed class RestoredRun(string experiment, long seed, RunOptions options)
    : Run(
        new RunStart { ExperimentName = experiment, Command = "restored", Seed = seed, WriteConfig = WriteNothing },
        WithoutRecord(options),
        CancellationToken.None)
{
    private static RunOptions WithoutRecord(RunOptions options)
    {
        var copy = options.Copy();
        (copy.Unobserved, copy.Capture) = (true, CaptureMode.No);
        return copy;
    }

    private static void WriteNothing(System.Text.Json.Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }
}
