using static TorchSharp.torch.optim;

namespace Gen.Training;

/// <summary>The learning rates of an optimizer's groups of parameters.</summary>
internal static class LearningRates
{
    public static IEnumerable<ILearningRateController> Of(TrainingContext context, Callback callback) => context.Optimizer?.ParamGroups
        ?? throw new TrainingException($"{callback.Name} has no learning rate to change: the trainer has no optimizer");
}
