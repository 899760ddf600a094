using System.Text.Json;
using Gen.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gen;

/// <summary>A run that records nothing: a detached one (see <see cref="Run.Detached"/>), or that of a restored experiment.</summary>
internal sealed class UnrecordedRun : Run
{
    private UnrecordedRun(RunStart start, RunOptions options)
        : base(start, options, CancellationToken.None)
    {
    }

    /// <summary>Whether the run was created because there was none.</summary>
    public bool IsDetached { get; private init; }

    /// <summary>The experiment whose values a detached run has; null if it has none.</summary>
    public IExperiment? Owner { get; private init; }

    /// <summary>Creates a run without values.</summary>
    public static UnrecordedRun CreateDetached(long seed) => CreateDetached("detached", seed, WriteNothing, null);

    /// <summary>Creates a run with the values of an experiment, which is used outside of any run.</summary>
    public static UnrecordedRun CreateDetached(string experiment, long seed, Action<Utf8JsonWriter> config, IExperiment? owner) =>
        new(CreateStart(experiment, "detached", seed, config), WithoutRecord(new RunOptions()))
        {
            IsDetached = true,
            Owner = owner,
            Log = NullLogger.Instance,
        };

    /// <summary>Creates the run of a restored experiment. It has the seed and the values of the recorded run, and its log.</summary>
    public static UnrecordedRun CreateRestored(string experiment, long seed, Action<Utf8JsonWriter> config, RunOptions options) =>
        new(CreateStart(experiment, "restored", seed, config), WithoutRecord(options.Copy()));

    private static RunStart CreateStart(string experiment, string command, long seed, Action<Utf8JsonWriter> config) =>
        new() { ExperimentName = experiment, Command = command, Seed = seed, WriteConfig = config };

    private static void WriteNothing(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteEndObject();
    }

    private static RunOptions WithoutRecord(RunOptions options)
    {
        (options.Unobserved, options.Capture) = (true, CaptureMode.No);
        return options;
    }
}
