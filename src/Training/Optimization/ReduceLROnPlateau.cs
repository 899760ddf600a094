using System.Globalization;

namespace Gen.Training;

/// <summary>Reduces the learning rate when a monitored value has stopped improving.</summary>
/// <param name="monitor">The key of the monitored value, a scalar or an element of a vector (<c>val_recall/3</c>). The default
/// value is <c>val_loss</c>.</param>
public sealed class ReduceLROnPlateau([Monitor] string monitor = "val_loss") : Callback
{
    private readonly MonitoredValue _value = new(nameof(ReduceLROnPlateau), monitor);
    private int _waited;
    private int _cooling;

    /// <summary>The factor, between 0 and 1, by which the learning rate is multiplied. The default value is 0.1.</summary>
    public double Factor { get; init; } = 0.1;

    /// <summary>The number of epochs without improvement after which the rate is reduced; 0 and 1 are the same. The default value is
    /// 10.</summary>
    public int Patience { get; init; } = 10;

    /// <summary>The change, at least 0, that an improvement must exceed. The default value is 0.0001.</summary>
    public double MinDelta { get; init; } = 1e-4;

    /// <summary>Whether lower or higher is better. The default value is <see cref="MonitorMode.Auto"/>.</summary>
    public MonitorMode Mode { get; init; }

    /// <summary>The number of epochs after a reduction in which epochs without improvement are not counted. The default value is
    /// 0.</summary>
    public int Cooldown { get; init; }

    /// <summary>The lower bound of the learning rate. The default value is 0.</summary>
    public double MinLearningRate { get; init; }

    /// <summary>The number of times that the rate was reduced in the last training.</summary>
    public int Reductions { get; private set; }

    /// <inheritdoc/>
    public override IEnumerable<string> Monitors => [monitor];

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        if (Factor is not (> 0 and < 1))
            throw new TrainingException(FormattableString.Invariant($"{Name}.Factor must be between 0 and 1, but was {Factor}."));
        CallbackOptions.AtLeast(this, 0, Patience);
        CallbackOptions.AtLeast(this, 0, Cooldown);
        CallbackOptions.AtLeast(this, 0, MinLearningRate);
        CallbackOptions.AtLeast(this, 0, MinDelta);
        _value.Begin(Mode, MinDelta);
        _value.Reset();
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
        (_waited, _cooling, Reductions) = (
            (int)state.GetInt64("waited"),
            (int)state.GetInt64("cooling"),
            (int)state.GetInt64("reductions")
        );
    }

    private void Reduce(TrainingContext context)
    {
        (_waited, _cooling) = (0, Cooldown);
        var reduced = false;
        foreach (var group in LearningRates.OfOptimizer(context, this))
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
        TrainingLog.Info(context, string.Create(
            CultureInfo.InvariantCulture,
            $"ReduceLROnPlateau reduced the learning rate to {context.LearningRate:G4}, because {monitor} did not improve from "
            + $"{_value.Best:G5}."));
    }
}
