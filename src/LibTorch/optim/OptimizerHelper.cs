using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: they are made with one group of parameters.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private protected OptimizerHelper(IEnumerable<Parameter> parameters, double learningRate) => _parameter_groups.Add(
        new ParamGroup { Parameters = parameters.ToList(), LearningRate = learningRate, InitialLearningRate = learningRate });
}
