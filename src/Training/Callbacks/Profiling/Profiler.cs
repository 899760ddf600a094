using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Tells where the time of a fit goes: waiting for data, forward, backward, optimizer, metrics, hooks. Each epoch's seconds and shares are
/// scalars of the run (<c>profile/data_wait</c>, <c>profile/data_wait_share</c> …), a table on standard error has the sums at the end, and chosen steps are written,
/// layer by layer, as a trace that chrome://tracing and https://ui.perfetto.dev show.
/// </summary>
/// <remarks>
/// A GPU works behind the program's back: without <see cref="Synchronize"/> a phase's time is what the program needed to give the device its
/// work, and the device's own time shows where the program waits for it, mostly in the metrics at the epoch's end.
/// </remarks>
/// <param name="path">The trace file; a relative path is in the run folder, or the current one outside a run. Null: <c>trace.json</c> in the run folder.</param>
public sealed partial class Profiler(string? path = null) : Callback
{
    private const string DefaultName = "trace.json";

    private readonly List<EpochProfile> _epochs = [];
    private PhaseClock? _clock;
    private MemoryUse _memory;

    /// <summary>The training steps that are traced, counted from 0 over all epochs of the fit; null: no trace is written. <c>100..</c> is all from the 101st on.</summary>
    public Range? Steps { get; init; } = 10..60;

    /// <summary>Spans that a trace has at most, about 150 bytes each; it ends where they do, at least 1.</summary>
    public int MostSpans { get; init; } = 200_000;

    /// <summary>Traces each layer's forward pass. Layers that do not go from one tensor to one tensor are not seen.</summary>
    public bool Layers { get; init; } = true;

    /// <summary>Waits for the device at the end of each phase (and traced layer), so that its time is in the right one. Slows a GPU down; has no effect on the processor.</summary>
    public bool Synchronize { get; init; }

    /// <summary>Shows a table at the end.</summary>
    public bool ShowTable { get; init; } = true;

    /// <summary>The epochs of the last fit.</summary>
    public IReadOnlyList<EpochProfile> Epochs => _epochs;

    /// <summary>The trace that was written; null if none was.</summary>
    public string? TraceFile { get; private set; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Clock is not null)
            throw new TrainingException("Profiler is among the callbacks twice: one is enough");
        _epochs.Clear();
        _memory = MemoryUse.Now();
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
        var profile = new EpochProfile(context.Epoch, training, validation.Steps > 0 ? validation : null, MemoryUse.Now());
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
        if (TraceFile is null && Steps is not null && _traceFile is not null)
            TrainingLog.Warn(context, FormattableString.Invariant($"Profiler traced none of the steps {Steps}: {context.Step} were made; Steps = 0..{Math.Max(1, context.Step)} are there"));
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
