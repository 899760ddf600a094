namespace Gen.Training;

/// <summary>Ends training when a value has stopped improving, and can give the model the weights of its best epoch.</summary>
/// <param name="monitor">Key of the log value, a scalar.</param>
public sealed class EarlyStopping([Monitor] string monitor = "val_loss") : Callback
{
    /// <summary>Section of the state with the tensors.</summary>
    internal const string BestWeights = "best_weights";

    private readonly MonitoredValue _value = new(nameof(EarlyStopping), monitor);
    private readonly WeightSnapshot _bestWeights = new();
    private int _waited;

    /// <summary>Epochs without improvement after which training ends; with 0 or 1 the first of them ends it.</summary>
    public int Patience { get; init; }

    /// <summary>What counts as an improvement must be better by more than this, at least 0.</summary>
    public double MinDelta { get; init; }

    /// <summary>Whether lower or higher is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>A value that training has to exceed: epochs that do not are without improvement. Null: any value is one.</summary>
    public double? Baseline { get; init; }

    /// <summary>Gives the model the weights of the best epoch when training ends, however it ends; with a baseline that was never reached, nothing is given.</summary>
    public bool RestoreBestWeights { get; init; }

    /// <summary>The first epoch, from 0, that is looked at: those before it may be bad.</summary>
    public int StartFromEpoch { get; init; }

    /// <summary>The best value of the last training; NaN if there was none.</summary>
    public double Best => BestEpoch is null ? double.NaN : _value.Best;

    /// <summary>The epoch of the best value, from 0; null if there was none.</summary>
    public int? BestEpoch => _value.BestEpoch;

    /// <summary>The epoch, from 0, after which it ended the training; null if it did not.</summary>
    public int? StoppedEpoch { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => [monitor];

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        if (Patience < 0)
            throw new TrainingException($"EarlyStopping's Patience must be 0 or more, not {Patience}");
        _value.Begin(Mode, MinDelta);
        _value.Forget(Baseline);
        _bestWeights.Dispose();
        (_waited, StoppedEpoch) = (0, null);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // A run that was asked to end has no validation in its last epoch.
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
                TrainingLog.Say(context, FormattableString.Invariant($"EarlyStopping: the weights of epoch {best + 1} are back ({monitor} {Best:G5})"));
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
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => _bestWeights.Dispose();
}
