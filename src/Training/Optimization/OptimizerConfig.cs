using System.ComponentModel.DataAnnotations;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Chooses an optimizer by config: <c>optimizer.kind=sgd optimizer.learning_rate=0.1 optimizer.momentum=0.9</c>. An entry that is null has the
/// kind's own default, TorchSharp's; one that is set although the kind does not use it is an error.
/// </summary>
[Config]
public sealed partial record OptimizerConfig : IValidatableObject
{
    /// <summary>The algorithm.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>Step size. By kind: 0.001; Adamax and NAdam 0.002; RmsProp, Adagrad and Rprop 0.01; Adadelta 1.</summary>
    [Range(0, double.MaxValue)]
    public double? LearningRate { get; init; }

    /// <summary>How strongly weights are drawn to 0: AdamW shrinks them, the others add it to the gradient. By default 0.</summary>
    [Range(0, double.MaxValue)]
    public double? WeightDecay { get; init; }

    /// <summary>Share of the last step that is kept (Sgd, RmsProp). By default 0.</summary>
    [Range(0, double.MaxValue)]
    public double? Momentum { get; init; }

    /// <summary>Share of the new gradient that momentum leaves out (Sgd). By default 0.</summary>
    [Range(0, 1)]
    public double? Dampening { get; init; }

    /// <summary>Looks ahead along the momentum (Sgd). By default false.</summary>
    public bool? Nesterov { get; init; }

    /// <summary>Decay of the mean gradient (Adam and its like). By default 0.9.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Beta1 { get; init; }

    /// <summary>Decay of the mean squared gradient (Adam and its like). By default 0.999.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Beta2 { get; init; }

    /// <summary>Keeps divisors from 0. By default 1e-8; Adadelta 1e-6; Adagrad 1e-10.</summary>
    [Range(0, double.MaxValue)]
    public double? Epsilon { get; init; }

    /// <summary>Divides by the largest mean square so far (Adam, AdamW). By default false.</summary>
    public bool? AmsGrad { get; init; }

    /// <summary>Decay of the momentum (NAdam). By default 0.004.</summary>
    [Range(0, double.MaxValue)]
    public double? MomentumDecay { get; init; }

    /// <summary>Decay of the mean squared gradient (RmsProp, 0.99), or the power by which steps shrink (Asgd, 0.75).</summary>
    [Range(0, double.MaxValue)]
    public double? Alpha { get; init; }

    /// <summary>Divides by the standard deviation of gradients (RmsProp). By default false.</summary>
    public bool? Centered { get; init; }

    /// <summary>Decay of the mean squares (Adadelta). By default 0.9.</summary>
    [Range(0, 1)]
    public double? Rho { get; init; }

    /// <summary>How fast steps shrink (Adagrad). By default 0.</summary>
    [Range(0, double.MaxValue)]
    public double? LearningRateDecay { get; init; }

    /// <summary>What the sum of squares begins with (Adagrad). By default 0.</summary>
    [Range(0, double.MaxValue)]
    public double? InitialAccumulator { get; init; }

    /// <summary>Decay term (Asgd). By default 0.0001.</summary>
    [Range(0, double.MaxValue)]
    public double? Lambda { get; init; }

    /// <summary>Step at which averaging begins (Asgd). By default 1,000,000.</summary>
    [Range(0, double.MaxValue)]
    public double? AverageFrom { get; init; }

    /// <summary>Factor of a step whose gradient changed its sign (Rprop). By default 0.5.</summary>
    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? EtaMinus { get; init; }

    /// <summary>Factor of a step whose gradient kept its sign (Rprop). By default 1.2.</summary>
    [Range(1, double.MaxValue, MinimumIsExclusive = true)]
    public double? EtaPlus { get; init; }

    /// <summary>Smallest step (Rprop). By default 1e-6.</summary>
    [Range(0, double.MaxValue)]
    public double? MinStep { get; init; }

    /// <summary>Largest step (Rprop). By default 50.</summary>
    [Range(0, double.MaxValue)]
    public double? MaxStep { get; init; }

    /// <summary>The optimizer of a model's parameters. Who asks for it disposes it.</summary>
    /// <param name="model">A model on the device where it will be trained: optimizers keep their state beside the parameters.</param>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or entries do not fit each other.</exception>
    public optim.Optimizer Create(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(model.parameters());
    }

    /// <summary>The optimizer of some parameters. Who asks for it disposes it.</summary>
    /// <param name="parameters">What it changes, at least one.</param>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or entries do not fit each other.</exception>
    /// <exception cref="TrainingException">There are no parameters.</exception>
    public optim.Optimizer Create(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ChoiceChecks.Check(this);
        var all = parameters.ToList();
        return all.Count > 0 ? Of(all) : throw new TrainingException("the model has no parameters to train");
    }
}

/// <summary>TorchSharp's optimizers that work from gradients alone. (LBFGS, which computes the loss several times a step, is not among them, nor RAdam, which TorchSharp 0.107.0 computes wrongly.)</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Adam by the largest gradient so far instead of the mean square (Kingma and Ba 2015).</summary>
    Adamax,

    /// <summary>Adam with Nesterov's momentum (Dozat 2016).</summary>
    NAdam,

    /// <summary>Stochastic gradient descent, with momentum if wanted.</summary>
    Sgd,

    /// <summary>Gradients divided by the root of their running mean square (Hinton 2012).</summary>
    RmsProp,

    /// <summary>Gradients divided by the root of the sum of all squares (Duchi et al. 2011).</summary>
    Adagrad,

    /// <summary>Adagrad over a window, with steps in the parameters' own unit (Zeiler 2012).</summary>
    Adadelta,

    /// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992).</summary>
    Asgd,

    /// <summary>Steps by the gradients' signs, for whole data sets as one batch (Riedmiller and Braun 1993).</summary>
    Rprop,
}
