using System.Diagnostics.CodeAnalysis;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// The optimizer of a trainer: one that exists, or a config or function with which the trainer creates one. Optimizers and configs convert
/// to it implicitly.
/// </summary>
public sealed class OptimizerChoice
{
    private readonly optim.Optimizer? _existing;
    private readonly Func<nn.Module, optim.Optimizer>? _create;

    private OptimizerChoice(optim.Optimizer existing) => _existing = existing;

    private OptimizerChoice(Func<nn.Module, optim.Optimizer> create) => _create = create;

    /// <summary>Whether the trainer creates the optimizer: then it first moves the model to its device, and it disposes the
    /// optimizer.</summary>
    public bool IsCreatedByTrainer => _create is not null;

    /// <summary>Creates a choice from a function: <c>OptimizerChoice.From(p => optim.SGD(p, 0.1))</c>.</summary>
    /// <param name="create">Creates an optimizer of the model's parameters.</param>
    public static OptimizerChoice From(Func<IEnumerable<Parameter>, optim.Optimizer> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new OptimizerChoice(model => create(model.parameters()));
    }

    /// <summary>Converts an optimizer, which the caller disposes.</summary>
    /// <param name="optimizer">The optimizer of the parameters that the model has now; null for none.</param>
    [return: NotNullIfNotNull(nameof(optimizer))]
    public static implicit operator OptimizerChoice?(optim.Optimizer? optimizer) => optimizer is null ? null : new(optimizer);

    /// <summary>Converts a config, with which the trainer creates the optimizer.</summary>
    /// <param name="config">The config; null for no optimizer.</param>
    [return: NotNullIfNotNull(nameof(config))]
    public static implicit operator OptimizerChoice?(OptimizerConfig? config) => config is null ? null : new(config.Create);

    /// <summary>The optimizer of a model, which is on its device.</summary>
    internal optim.Optimizer Create(nn.Module model) => _existing ?? _create!(model);
}
