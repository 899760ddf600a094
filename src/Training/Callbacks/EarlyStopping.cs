namespace Gen.Training;

/// <summary>Ends training when a monitored value has stopped improving, and can restore the weights of the best epoch.</summary>
/// <param name="monitor">The key of the monitored value, a scalar or an element of a vector (<c>val_recall/3</c>). The default
/// value is <c>val_loss</c>.</param>
public sealed class EarlyStopping([Monitor] string monitor = "val_loss") : Callback
{
    /// <summary>The section of the state that contains the best weights.</summary>
    internal const string BestWeights = "best_weights";

    private readonly MonitoredValue _value = new(nameof(EarlyStopping), monitor);
    private readonly WeightSnapshot _bestWeights = new();
    private TrainingContext? _context;
    private int _waited;

    /// <summary>The number of epochs without improvement after which training ends; 0 and 1 are the same. The default value is 0.</summary>
    public int Patience { get; init; }

    /// <summary>The change, at least 0, that an improvement must exceed. The default value is 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Whether lower or higher is better. The default value is <see cref="MonitorMode.Auto"/>.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>The value that the first improvement must be better than; null for none. The default value is null.</summary>
    public double? Baseline { get; init; }

    /// <summary>Whether to restore the weights of the best epoch when training ends, for any reason. The default value is false.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The first epoch, from 0, that is monitored. The default value is 0.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>The best value of the last training; NaN if there was none.</summary>
    public double Best => BestEpoch is null ? double.NaN : _value.Best;

    /// <summary>The epoch of the best value, from 0; null if there was none.</summary>
    public int? BestEpoch => _value.BestEpoch;

    /// <summary>The epoch, from 0, after which this callback ended the training; null if it did not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => [monitor];

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        CallbackOptions.AtLeast(this, 0, Patience);
        CallbackOptions.AtLeast(this, 0, MinDelta);
        _value.Begin(Mode, MinDelta);
        _value.Reset(Baseline);
        _bestWeights.Dispose();
        (_context, _waited, StoppedEpoch) = (context, 0, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // The last epoch of a canceled run has no validation.
        if (context.Epoch < StartFromEpoch || !context.Logs.TryGetValue(monitor, out var value))
            return;
        if (_value.Improves(value, context.Epoch))
        {
            _waited = 0;
            if (RestoreBestWeights)
                _bestWeights.Take(context.Model);
            return;
        }

        if (++_waited < Patience || context.IsStopping)
            return;
        StoppedEpoch = context.Epoch;
        context.Stop(FormattableString.Invariant($"{monitor} did not improve for {_waited} epoch{(_waited == 1 ? "" : "s")}"));
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (RestoreBestWeights && BestEpoch is { } best)
        {
            if (best != context.Epoch)
                TrainingLog.Info(
                    context,
                    FormattableString.Invariant($"EarlyStopping restored the weights of epoch {best + 1} ({monitor} {Best:G5}).")
                );
            _bestWeights.Restore(context.Model);
        }

        _bestWeights.Dispose();
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Save(state);
        state.Set("waited", _waited);
        if (StoppedEpoch is { } stopped)
            state.Set("stopped_epoch", stopped);
        _bestWeights.Save(state.Section(BestWeights));
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Load(state);
        _waited = (int)state.GetInt64("waited");
        StoppedEpoch = state.Contains("stopped_epoch") ? (int)state.GetInt64("stopped_epoch") : null;
        _bestWeights.Load(state.Section(BestWeights));

        // Resumed with more patience.
        if (StoppedEpoch is null || _waited >= Patience)
            return;
        StoppedEpoch = null;
        _context?.Start();
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => _bestWeights.Dispose();
}
