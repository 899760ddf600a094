using Microsoft.Extensions.Logging.Abstractions;

namespace Gen.Runs;

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
