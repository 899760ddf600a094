using static TorchSharp.torch.optim;

namespace Gen.Training;

/// <summary>The learning rates of an optimizer's parameter groups.</summary>
internal static class LearningRates
{
    public static IEnumerable<ILearningRateController> Of(TrainingContext context, Callback callback) => context.Optimizer?.ParamGroups
        ?? throw new TrainingException($"{callback.Name} has no learning rate to change: the trainer has no optimizer.");

    /// <param name="when">The epoch or step: <c>epoch 3</c>.</param>
    /// <param name="rate">The rate that a schedule gave.</param>
    public static TrainingException Invalid(string when, double rate) =>
        new(FormattableString.Invariant($"The learning rate of a schedule must be at least 0 and finite, but was {rate} in {when}."));
}
