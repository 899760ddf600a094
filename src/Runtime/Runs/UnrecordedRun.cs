using Microsoft.Extensions.Logging.Abstractions;

namespace Gen;

/// <summary>A run that records nothing: a detached one (see <see cref="Run.Detached"/>), or that of a restored experiment.</summary>
internal sealed class UnrecordedRun : Run
{
    private UnrecordedRun(string experiment, string command, long seed, RunOptions options)
        : base(
            new RunStart
            {
                ExperimentName = experiment,
                Command = command,
                Seed = seed,
                WriteConfig = static writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteEndObject();
                },
            },
            options,
            CancellationToken.None)
    {
    }

    /// <summary>Whether the run was created because there was none.</summary>
    public bool IsDetached { get; private init; }

    public static UnrecordedRun CreateDetached(long seed) =>
        new("detached", "detached", seed, WithoutRecord(new RunOptions())) { IsDetached = true, Log = NullLogger.Instance };

    /// <summary>Creates the run of a restored experiment. It has the seed of the recorded run, and its log.</summary>
    public static UnrecordedRun CreateRestored(string experiment, long seed, RunOptions options) =>
        new(experiment, "restored", seed, WithoutRecord(options.Copy()));

    private static RunOptions WithoutRecord(RunOptions options)
    {
        (options.Unobserved, options.Capture) = (true, CaptureMode.No);
        return options;
    }
}
