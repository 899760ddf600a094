using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The loss of a trainer: a module, a config or a function. Modules and configs convert to it implicitly.</summary>
public sealed class LossChoice
{
    private LossChoice(nn.Module<Tensor, Tensor, Tensor> module, bool isOwned) => (Module, IsOwned) = (module, isOwned);

    /// <summary>The loss of predictions and targets.</summary>
    internal nn.Module<Tensor, Tensor, Tensor> Module { get; }

    /// <summary>Whether the trainer disposes the module.</summary>
    internal bool IsOwned { get; }

    /// <summary>Creates a choice from a function: <c>LossChoice.From((yPred, yTrue) => (yPred - yTrue).abs())</c>.</summary>
    /// <param name="loss">The loss of predictions and targets, in this order: a scalar, or a value per row.</param>
    public static LossChoice From(Func<Tensor, Tensor, Tensor> loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return new LossChoice(new FunctionLoss(loss), isOwned: true);
    }

    /// <summary>Converts a module, which the caller disposes.</summary>
    /// <param name="module">The loss of predictions and targets: a scalar, or a value per row.</param>
    [return: NotNullIfNotNull(nameof(module))]
    public static implicit operator LossChoice?(nn.Module<Tensor, Tensor, Tensor>? module) =>
        module is null ? null : new(module, isOwned: false);

    /// <summary>Converts a config, whose loss the trainer disposes.</summary>
    /// <param name="config">The config. One with balanced class weights must be created from labels:
    /// <c>Loss.Create(train.Labels)</c>.</param>
    /// <exception cref="ConfigException">Entries contradict each other.</exception>
    [return: NotNullIfNotNull(nameof(config))]
    public static implicit operator LossChoice?(LossConfig? config) => config is null ? null : new(config.Create(), isOwned: true);

    private sealed class FunctionLoss(Func<Tensor, Tensor, Tensor> loss) : nn.Module<Tensor, Tensor, Tensor>("loss")
    {
        public override Tensor forward(Tensor prediction, Tensor target) => loss(prediction, target);
    }
}
