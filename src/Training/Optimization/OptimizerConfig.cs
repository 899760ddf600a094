using System.ComponentModel.DataAnnotations;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Configures an optimizer: <c>optimizer.kind=sgd optimizer.learning_rate=0.1 optimizer.momentum=0.9</c>. An entry that is null has the
/// default value of the kind, which is TorchSharp's. Setting an entry that the kind does not use is an error.
/// </summary>
[Config]
public sealed partial record OptimizerConfig : IValidatableObject
{
    /// <summary>The algorithm. The default value is Adam.</summary>
    public OptimizerKind Kind { get; init; } = OptimizerKind.Adam;

    /// <summary>Learning rate. The default value is 0.001; Adamax and NAdam 0.002; RmsProp, Adagrad and Rprop 0.01; Adadelta 1.</summary>
    [Range(0, double.MaxValue)]
    public double? LearningRate { get; init; }

    /// <summary>Weight decay: decoupled for AdamW, an L2 penalty for the others. The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double? WeightDecay { get; init; }

    /// <summary>Momentum (Sgd, RmsProp). The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double? Momentum { get; init; }

    /// <summary>Dampening of the momentum (Sgd). The default value is 0.</summary>
    [Range(0, 1)]
    public double? Dampening { get; init; }

    /// <summary>Whether to use Nesterov momentum (Sgd). The default value is false.</summary>
    public bool? Nesterov { get; init; }

    /// <summary>Decay rate of the mean gradient (Adam, AdamW, Adamax, NAdam). The default value is 0.9.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Beta1 { get; init; }

    /// <summary>Decay rate of the mean squared gradient (Adam, AdamW, Adamax, NAdam). The default value is 0.999.</summary>
    [Range(0, 1, MaximumIsExclusive = true)]
    public double? Beta2 { get; init; }

    /// <summary>Term added to denominators for numerical stability. The default value is 1e-8; Adadelta 1e-6; Adagrad 1e-10.</summary>
    [Range(0, double.MaxValue)]
    public double? Epsilon { get; init; }

    /// <summary>Whether to use the AMSGrad variant (Adam, AdamW). The default value is false.</summary>
    public bool? AmsGrad { get; init; }

    /// <summary>Momentum decay (NAdam). The default value is 0.004.</summary>
    [Range(0, double.MaxValue)]
    public double? MomentumDecay { get; init; }

    /// <summary>Decay rate of the mean squared gradient (RmsProp), or power of the decay of the learning rate (Asgd). The default value is
    /// 0.99; Asgd 0.75.</summary>
    [Range(0, double.MaxValue)]
    public double? Alpha { get; init; }

    /// <summary>Whether to normalize gradients by an estimate of their variance (RmsProp). The default value is false.</summary>
    public bool? Centered { get; init; }

    /// <summary>Decay rate of the mean squares (Adadelta). The default value is 0.9.</summary>
    [Range(0, 1)]
    public double? Rho { get; init; }

    /// <summary>Decay of the learning rate (Adagrad). The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double? LearningRateDecay { get; init; }

    /// <summary>Initial value of the sum of squared gradients (Adagrad). The default value is 0.</summary>
    [Range(0, double.MaxValue)]
    public double? InitialAccumulator { get; init; }

    /// <summary>Decay term (Asgd). The default value is 0.0001.</summary>
    [Range(0, double.MaxValue)]
    public double? Lambda { get; init; }

    /// <summary>Step where averaging begins (Asgd). The default value is 1,000,000.</summary>
    [Range(0, double.MaxValue)]
    public double? AverageFrom { get; init; }

    /// <summary>Factor of the step size after the gradient changed its sign (Rprop). The default value is 0.5.</summary>
    [Range(0, 1, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double? EtaMinus { get; init; }

    /// <summary>Factor of the step size after the gradient kept its sign (Rprop). The default value is 1.2.</summary>
    [Range(1, double.MaxValue, MinimumIsExclusive = true)]
    public double? EtaPlus { get; init; }

    /// <summary>Minimum step size (Rprop). The default value is 1e-6.</summary>
    [Range(0, double.MaxValue)]
    public double? MinStep { get; init; }

    /// <summary>Maximum step size (Rprop). The default value is 50.</summary>
    [Range(0, double.MaxValue)]
    public double? MaxStep { get; init; }

    /// <summary>Creates an optimizer of a model's parameters. The caller disposes it.</summary>
    /// <param name="model">The model, on the device where it is trained: an optimizer keeps its state on the device of the
    /// parameters.</param>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or entries contradict each other.</exception>
    public optim.Optimizer Create(nn.Module model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Create(model.parameters());
    }

    /// <summary>Creates an optimizer of parameters. The caller disposes it.</summary>
    /// <param name="parameters">The parameters to optimize, at least one.</param>
    /// <exception cref="ConfigException">An entry is set that the kind does not use, or entries contradict each other.</exception>
    /// <exception cref="TrainingException">There are no parameters.</exception>
    public optim.Optimizer Create(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        KindChecks.Check(this);
        var all = parameters.ToList();
        return all.Count > 0 ? CreateCore(all) : throw new TrainingException("The model has no parameters to train.");
    }
}

/// <summary>The optimizers of TorchSharp.</summary>
/// <remarks>LBFGS is missing because it computes the loss several times per step, RAdam because TorchSharp 0.107.0 computes it
/// wrongly.</remarks>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma and Ba 2015).</summary>
    Adam,

    /// <summary>Adam with decoupled weight decay (Loshchilov and Hutter 2019).</summary>
    AdamW,

    /// <summary>Adam with the infinity norm (Kingma and Ba 2015).</summary>
    Adamax,

    /// <summary>Adam with Nesterov momentum (Dozat 2016).</summary>
    NAdam,

    /// <summary>Stochastic gradient descent, optionally with momentum.</summary>
    Sgd,

    /// <summary>Gradients divided by the root of their moving mean square (Hinton 2012).</summary>
    RmsProp,

    /// <summary>Gradients divided by the root of the sum of all squares (Duchi et al. 2011).</summary>
    Adagrad,

    /// <summary>Adagrad over a moving window, without a global learning rate (Zeiler 2012).</summary>
    Adadelta,

    /// <summary>Averaged stochastic gradient descent (Polyak and Juditsky 1992).</summary>
    Asgd,

    /// <summary>Resilient backpropagation: steps by the signs of the gradients, for full-batch training (Riedmiller and Braun
    /// 1993).</summary>
    Rprop,
}
