using System.Globalization;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Profiles training by phase: waiting for data, forward, backward, optimizer, metrics, hooks. Writes the seconds and shares of each
/// epoch as scalars of the run (<c>profile/data_wait</c>, <c>profile/data_wait_share</c>, …), a table with totals to standard error,
/// and a trace of some steps, layer by layer, for TensorBoard's page PROFILE, https://ui.perfetto.dev or chrome://tracing.
/// </summary>
/// <remarks>
/// A GPU works asynchronously. Without <see cref="Synchronize"/>, the time of a phase is that of launching its kernels, and the time of
/// the GPU is in the phase that waits for it, mostly the metrics at the end of an epoch.
/// </remarks>
/// <param name="path">The path of the trace, which is compressed if it ends with <c>.gz</c>. A relative path is in the run folder, or
/// outside of a run in the current directory. The default value is <c>train/plugins/profile/TIME/HOST.trace.json.gz</c> in the run
/// folder, where TensorBoard looks for it.</param>
public sealed partial class Profiler(string? path = null) : Callback
{
    private readonly CallbackOutput _output = new(nameof(Profiler), "traces");
    private readonly List<EpochProfile> _epochs = [];
    private PhaseClock? _clock;
    private MemoryUsage _memory;

    /// <summary>The training steps to trace, from 0 over all epochs of the fit. The default value is 10..60; null writes no trace,
    /// <c>100..</c> traces all from step 100.</summary>
    public Range? Steps { get; init; } = 10..60;

    /// <summary>The maximum number of spans in the trace, at least 1, of about 150 bytes each. The default value is 200,000.</summary>
    public int MaxSpans { get; init; } = 200_000;

    /// <summary>Whether to trace the forward pass of each layer with one input and one output tensor. The default value is
    /// true.</summary>
    public bool Layers { get; init; } = true;

    /// <summary>Whether to wait for the GPU at the end of each phase and traced layer, which attributes its time correctly but is slower.
    /// The default value is false.</summary>
    public bool Synchronize { get; init; }

    /// <summary>Whether to write a table at the end. The default value is true.</summary>
    public bool ShowTable { get; init; } = true;

    /// <summary>The profiles of the epochs of the last fit.</summary>
    public IReadOnlyList<EpochProfile> Epochs => _epochs;

    /// <summary>The path of the trace; null if none was written.</summary>
    public string? TraceFile { get; private set; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal override CallbackOutput? Output => _output;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Clock is not null)
            throw new TrainingException("Profiler can be added to a trainer only once.");
        _epochs.Clear();
        _memory = MemoryUsage.Now();
        Action? wait = Synchronize && context.Device.type == DeviceType.CUDA ? () => cuda.synchronize(context.Device) : null;
        BeginTrace(context);
        context.Clock = _clock = new PhaseClock(Time, wait, _trace);
        _wait = wait;
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_trace is null)
            return;
        _clock!.Lap(TrainingPhase.Hooks);
        Trace(context);
        _clock.Skip();
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _clock!.Lap(TrainingPhase.Hooks);
        var (training, validation) = (_clock.TakeTraining(), _clock.TakeEvaluation());
        var profile = new EpochProfile(context.Epoch, training, validation.Steps > 0 ? validation : null, MemoryUsage.Now());
        _epochs.Add(profile);
        if (context.Run is { } run)
            ProfileScalars.Write(run, profile, _memory);
        _memory = profile.Memory;
        _clock.Skip();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        EndTrace(context);
        Release(context);
        if (TraceFile is null && Steps is not null && _traceFile is not null && !_output.HasFailed)
            TrainingLog.Warn(
                context,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Profiler traced none of the steps {Steps}, because there were only {context.Step}. "
                        + $"Set Steps to 0..{Math.Max(1, context.Step)}."
                )
            );
        if (ShowTable && _epochs.Count > 0)
            Show();
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_clock is null || context.Clock != _clock)
            return;
        try
        {
            EndTrace(context);
        }
        finally
        {
            Release(context);
        }
    }

    private void Release(TrainingContext context)
    {
        _layers?.Dispose();
        (_layers, _trace, _clock, context.Clock) = (null, null, null, null);
        TraceRecorder.Current = null;
    }

    private void Show()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        var validations = _epochs.Select(e => e.Validation).OfType<PhaseTimes>().ToList();
        ProfileTable.Write(console, Sum(_epochs.Select(e => e.Training)), validations.Count > 0 ? Sum(validations) : null);
    }

    private static PhaseTimes Sum(IEnumerable<PhaseTimes> times) => times.Aggregate(static (a, b) => a.Plus(b));
}
