using Gen.Training.Metrics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Checkpoints;

/// <summary>Checks and loads saved tensors into a model.</summary>
internal static class ModelTensors
{
    /// <summary>The prefix of a model's tensors in a checkpoint.</summary>
    public const string Prefix = "model.";

    /// <summary>Throws if tensors do not match a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="saved">The tensors by name.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="sameTypes">Whether dtypes must match, too; otherwise they are converted.</param>
    /// <exception cref="InvalidDataException">The tensors do not match.</exception>
    public static void Check(nn.Module model, IReadOnlyDictionary<string, Tensor> saved, string path, bool sameTypes = false) =>
        Check(model, [.. saved.Select(s => new TensorInfo(s.Key, s.Value.dtype, s.Value.shape, 0, 0))], path, sameTypes);

    /// <inheritdoc cref="Check(nn.Module, IReadOnlyDictionary{string, Tensor}, string, bool)"/>
    public static void Check(nn.Module model, IReadOnlyList<TensorInfo> tensors, string path, bool sameTypes = false)
    {
        var own = model.state_dict();
        var saved = tensors.ToDictionary(t => t.Name, StringComparer.Ordinal);
        var differences = own.Select(o => Difference(o.Key, o.Value, saved.GetValueOrDefault(o.Key), sameTypes))
            .Concat(saved.Keys.Where(k => !own.ContainsKey(k)).Select(k => $"'{k}' is not in the model"))
            .OfType<string>().ToList();
        if (differences.Count > 0)
            throw new InvalidDataException(
                $"'{path}' is of another model: {differences[0]}{(differences.Count > 1 ? $" (and {differences.Count - 1} more)" : "")}."
            );
    }

    /// <summary>Copies tensors that were checked into a model.</summary>
    public static void Copy(nn.Module model, IReadOnlyDictionary<string, Tensor> saved)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        foreach (var (name, tensor) in model.state_dict())
            tensor.copy_(saved[name]);
    }

    private static string? Difference(string name, Tensor own, TensorInfo? saved, bool sameTypes)
    {
        if (saved is null)
            return $"'{name}' is missing";
        if (!saved.Shape.AsSpan().SequenceEqual(own.shape))
            return $"'{name}' must have shape {ShapeText.Format(own.shape)}, but has {ShapeText.Format(saved.Shape)}";
        return sameTypes && saved.Type != own.dtype ? $"'{name}' must be {own.dtype}, but is {saved.Type}" : null;
    }
}

/// <summary>
/// The <c>requires_grad</c> of parameters, and whether they have a gradient. Optimizers skip parameters without a gradient but move those
/// with a gradient of 0, for example by momentum, so a parameter that had one must have one again.
/// </summary>
internal static class ParameterModes
{
    public static void Save(nn.Module model, CheckpointState state)
    {
        using var scope = NewDisposeScope();
        var parameters = model.named_parameters().ToList();
        state.Set("trained", Text(parameters.Select(p => p.parameter.requires_grad)));
        state.Set("gradients", Text(parameters.Select(p => p.parameter.grad is not null)));
    }

    public static void Load(nn.Module model, CheckpointState state)
    {
        using var scope = NewDisposeScope();
        using var normal = inference_mode(false);
        using var withoutGradients = no_grad();
        var (trained, gradients) = (state.GetString("trained"), state.GetString("gradients"));
        foreach (var ((_, parameter), i) in model.named_parameters().Select((p, i) => (p, i)))
        {
            parameter.requires_grad = trained[i] == '1';
            var gradient = parameter.grad;
            if (gradients[i] == '0')
                parameter.grad = null;
            else if (gradient is null)
                parameter.grad = zeros_like(parameter).DetachFromDisposeScope();
            else
                gradient.zero_();
        }
    }

    private static string Text(IEnumerable<bool> values) => string.Concat(values.Select(v => v ? '1' : '0'));
}
