using Microsoft.Extensions.Logging.Abstractions;

namespace Gen;

/// <summary>What <see cref="Run.Detached"/> gives.</summary>
internal sealed class DetachedRun : Run
{
    public DetachedRun(long seed)
        : base(
            new RunStart
            {
                ExperimentName = "detached",
                Command = "detached",
                Seed = seed,
                WriteConfig = static writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                },
            },
            new RunOptions { Unobserved = true, Capture = CaptureMode.No },
            CancellationToken.None) => Log = NullLogger.Instance;
}

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
