using System.ComponentModel.DataAnnotations;
using TorchSharp;
using static Gen.Training.OptimizerKind;
using static TorchSharp.torch;
using Parameter = TorchSharp.Modules.Parameter;

namespace Gen.Training;

/// <content>The kinds: the entries that they use, and their creation.</content>
public sealed partial record OptimizerConfig
{
    private static readonly OptimizerKind[] s_adams = [Adam, AdamW, Adamax, NAdam];

    private KindEntry<OptimizerKind>[] Entries =>
    [
        new(nameof(WeightDecay), WeightDecay, [.. s_adams, Sgd, RmsProp, Adagrad, Adadelta, Asgd]),
        new(nameof(Momentum), Momentum, Sgd, RmsProp),
        new(nameof(Dampening), Dampening, Sgd),
        new(nameof(Nesterov), Nesterov, Sgd),
        new(nameof(Beta1), Beta1, s_adams),
        new(nameof(Beta2), Beta2, s_adams),
        new(nameof(Epsilon), Epsilon, [.. s_adams, RmsProp, Adagrad, Adadelta]),
        new(nameof(AmsGrad), AmsGrad, Adam, AdamW),
        new(nameof(MomentumDecay), MomentumDecay, NAdam),
        new(nameof(Alpha), Alpha, RmsProp, Asgd),
        new(nameof(Centered), Centered, RmsProp),
        new(nameof(Rho), Rho, Adadelta),
        new(nameof(LearningRateDecay), LearningRateDecay, Adagrad),
        new(nameof(InitialAccumulator), InitialAccumulator, Adagrad),
        new(nameof(Lambda), Lambda, Asgd),
        new(nameof(AverageFrom), AverageFrom, Asgd),
        new(nameof(EtaMinus), EtaMinus, Rprop),
        new(nameof(EtaPlus), EtaPlus, Rprop),
        new(nameof(MinStep), MinStep, Rprop),
        new(nameof(MaxStep), MaxStep, Rprop),
    ];

    /// <summary>Validates entries that depend on each other.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var unused in KindChecks.Unused(Kind, Entries))
            yield return unused;
        if (Kind == Sgd && Nesterov == true && (Momentum is null or 0 || Dampening > 0))
            yield return KindChecks.Result("Nesterov momentum needs a momentum greater than 0 and no dampening", nameof(Nesterov));
        if (Kind == Sgd && Dampening > 0 && Momentum is null or 0)
            yield return KindChecks.Result("dampening needs a momentum greater than 0", nameof(Dampening));
        if (Kind == RmsProp && Alpha > 1)
            yield return KindChecks.Result("kind RmsProp needs an alpha of at most 1", nameof(Alpha));
        if (Kind == Rprop && (MinStep ?? 1e-6) > (MaxStep ?? 50))
            yield return KindChecks.Result("min_step must not be greater than max_step", nameof(MinStep));
    }

    // All defaults are explicit: where the constructors and functions of TorchSharp differ, these are the functions'.
    private optim.Optimizer CreateCore(List<Parameter> parameters)
    {
        var rate = LearningRate ?? DefaultLearningRate;
        var (beta1, beta2, epsilon, decay) = (Beta1 ?? 0.9, Beta2 ?? 0.999, Epsilon ?? 1e-8, WeightDecay ?? 0);
        return Kind switch
        {
            Adam => optim.Adam(parameters, rate, beta1, beta2, epsilon, decay, AmsGrad ?? false),
            AdamW => optim.AdamW(parameters, rate, beta1, beta2, epsilon, decay, AmsGrad ?? false),
            Adamax => optim.Adamax(parameters, rate, beta1, beta2, epsilon, decay),
            NAdam => optim.NAdam(parameters, rate, beta1, beta2, epsilon, decay, MomentumDecay ?? 0.004),
            Sgd => optim.SGD(parameters, rate, Momentum ?? 0, Dampening ?? 0, decay, Nesterov ?? false),
            RmsProp => optim.RMSProp(parameters, rate, Alpha ?? 0.99, epsilon, decay, Momentum ?? 0, Centered ?? false),
            Adagrad => optim.Adagrad(parameters, rate, LearningRateDecay ?? 0, decay, InitialAccumulator ?? 0, Epsilon ?? 1e-10),
            Adadelta => optim.Adadelta(parameters, rate, Rho ?? 0.9, Epsilon ?? 1e-6, decay),
            Asgd => optim.ASGD(parameters, rate, Lambda ?? 1e-4, Alpha ?? 0.75, AverageFrom ?? 1e6, decay),
            Rprop => optim.Rprop(parameters, rate, EtaMinus ?? 0.5, EtaPlus ?? 1.2, MinStep ?? 1e-6, MaxStep ?? 50),
            _ => throw new ConfigException($"OptimizerConfig.Kind: {Kind} is not an OptimizerKind"),
        };
    }

    // TorchSharp's defaults; for Sgd, where it has none, PyTorch's.
    private double DefaultLearningRate => Kind switch
    {
        Adamax or NAdam => 0.002,
        RmsProp or Adagrad or Rprop => 0.01,
        Adadelta => 1,
        _ => 0.001,
    };
}
