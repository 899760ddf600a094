using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: one group of parameters, and tensors of their own.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    private readonly List<Tensor> _owned = [];

    private protected OptimizerHelper(IEnumerable<Parameter> parameters, double learningRate) => _parameter_groups.Add(
        new ParamGroup { Parameters = parameters.ToList(), LearningRate = learningRate, InitialLearningRate = learningRate });

    /// <summary>Frees the state; the parameters stay.</summary>
    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var tensor in _owned) tensor.Dispose();
        _owned.Clear();
    }

    /// <summary>Keeps a tensor beyond the step, until the optimizer is disposed.</summary>
    private protected Tensor Keep(Tensor tensor)
    {
        _owned.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }
}
