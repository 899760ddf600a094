namespace Gen.Training;

/// <summary>Makes the optimizer's steps smaller when a value has stopped improving.</summary>
/// <param name="monitor">Key of the log value, a scalar.</param>
public sealed class ReduceLROnPlateau([Monitor] string monitor = "val_loss") : Callback
{
    private readonly MonitoredValue _value = new(nameof(ReduceLROnPlateau), monitor);
    private int _waited;
    private int _cooling;

    /// <summary>What the learning rate is multiplied by, between 0 and 1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>Epochs without improvement after which the rate is reduced; with 0 or 1 the first of them does it.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>What counts as an improvement must be better by more than this, at least 0.</summary>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>Whether lower or higher is better.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>Epochs after a reduction in which none is counted as without improvement.</summary>
    public int Cooldown { get; init; }

    /// <summary>The rate does not fall below this.</summary>
    public double MinLearningRate { get; init; }

    /// <summary>How often the rate was reduced in the last training.</summary>
    public int Reductions { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => [monitor];

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        if (Factor is not (> 0 and < 1))
            throw new TrainingException(FormattableString.Invariant($"ReduceLROnPlateau's Factor must be between 0 and 1, not {Factor}"));
        if (Patience < 0 || Cooldown < 0 || !(MinLearningRate >= 0))
            throw new TrainingException("ReduceLROnPlateau's Patience, Cooldown and MinLearningRate must be 0 or more");
        _value.Begin(Mode, MinDelta);
        _value.Forget();
        (_waited, _cooling, Reductions) = (0, 0, 0);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Logs.TryGetValue(monitor, out var value))
            return;
        var cooling = _cooling > 0;
        if (cooling)
            _cooling--;
        if (_value.Improves(value, context.Epoch) || cooling)
            _waited = 0;
        else if (++_waited >= Patience)
            Reduce(context);
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Save(state);
        state.Set("waited", _waited);
        state.Set("cooling", _cooling);
        state.Set("reductions", Reductions);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _value.Load(state);
        (_waited, _cooling, Reductions) = ((int)state.GetInt64("waited"), (int)state.GetInt64("cooling"), (int)state.GetInt64("reductions"));
    }

    private void Reduce(TrainingContext context)
    {
        (_waited, _cooling) = (0, Cooldown);
        var reduced = false;
        foreach (var group in LearningRates.Of(context, this))
        {
            var rate = Math.Max(group.LearningRate * Factor, MinLearningRate);
            if (rate >= group.LearningRate)
                continue;
            group.LearningRate = rate;
            reduced = true;
        }

        if (!reduced)
            return;
        Reductions++;
        TrainingLog.Say(context, FormattableString.Invariant($"ReduceLROnPlateau: {monitor} stays at {_value.Best:G5}, learning rate now {context.LearningRate:G4}"));
    }
}
