using static TorchSharp.torch.optim;

namespace Gen.Training;

/// <summary>Sets the learning rate by a function. With several parameter groups it is the rate of the first; the others keep their ratio to
/// it.</summary>
public sealed class LearningRateScheduler : Callback
{
    private readonly Func<int, double, double>? _byEpoch;
    private readonly Func<long, double>? _byStep;
    private double[] _ratios = [];

    /// <summary>Initializes a scheduler that sets the learning rate of each epoch.</summary>
    /// <param name="schedule">Returns the learning rate of an epoch, from 0.</param>
    public LearningRateScheduler(Func<int, double> schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _byEpoch = (epoch, _) => schedule(epoch);
    }

    /// <summary>Initializes a scheduler that sets the learning rate of each epoch, given the rate before.</summary>
    /// <param name="schedule">Returns the learning rate of an epoch, from 0, given the current rate.</param>
    public LearningRateScheduler(Func<int, double, double> schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        _byEpoch = schedule;
    }

    private LearningRateScheduler(Func<long, double> byStep) => _byStep = byStep;

    /// <summary>Creates a scheduler that sets the learning rate of each step.</summary>
    /// <param name="schedule">Returns the learning rate of a step of the optimizer; steps count from 0 over all epochs of a fit.</param>
    public static LearningRateScheduler PerStep(Func<long, double> schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new LearningRateScheduler(schedule);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        var rates = LearningRates.OfOptimizer(context, this).Select(g => g.LearningRate).ToList();
        if (_ratios.Length != rates.Count)
            _ratios = [.. rates.Select(r => rates[0] > 0 ? r / rates[0] : 1)];
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_byEpoch is not null)
            Set(context, _byEpoch(context.Epoch, context.LearningRate), $"epoch {context.Epoch}");
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_byStep is not null)
            Set(context, _byStep(context.OptimizerStep), null);
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Set("ratios", _ratios);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _ratios = [.. state.GetDoubles("ratios")];
    }

    private void Set(TrainingContext context, double rate, string? when)
    {
        if (!(rate >= 0) || double.IsInfinity(rate))
            throw LearningRates.Invalid(when ?? $"step {context.OptimizerStep}", rate);
        foreach (var (group, ratio) in LearningRates.OfOptimizer(context, this).Zip(_ratios))
            group.LearningRate = rate * ratio;
    }
}

/// <summary>The learning rates of an optimizer's parameter groups.</summary>
internal static class LearningRates
{
    public static IEnumerable<ILearningRateController> OfOptimizer(TrainingContext context, Callback callback) =>
        context.Optimizer?.ParamGroups
        ?? throw new TrainingException($"{callback.Name} has no learning rate to change: the trainer has no optimizer.");

    /// <summary>Creates the exception for an invalid learning rate.</summary>
    /// <param name="when">The epoch or step: <c>epoch 3</c>.</param>
    /// <param name="rate">The learning rate that a schedule returned.</param>
    public static TrainingException Invalid(string when, double rate) =>
        new(FormattableString.Invariant($"The learning rate of a schedule must be at least 0 and finite, but was {rate} in {when}."));
}
