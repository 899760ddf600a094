using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Checks the inputs of layers during the first batch, and records the last layer that was called: errors of torch name neither the layer
/// nor the batch. Only sizes and types are read, without waiting for the device.
/// </summary>
internal sealed class LayerInputs : IDisposable
{
    private readonly List<Action> _removers = [];
    private readonly Tensor _batch;

    /// <summary>Adds hooks to all layers that map a tensor to a tensor.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">The input of the model.</param>
    public LayerInputs(nn.Module model, Tensor batch)
    {
        _batch = batch;
        foreach (var (name, module) in model.named_modules().Append(("", model)))
        {
            if (module is not nn.Module<Tensor, Tensor> layer || module.children().Any())
                continue;
            var remover = layer.register_forward_pre_hook((_, input) =>
            {
                Enter(name, layer, input);
                return null!;
            });
            _removers.Add(remover.remove);
        }
    }

    /// <summary>A description of the last layer that was called and of its input; null before the first one.</summary>
    public string? Last { get; private set; }

    public void Dispose()
    {
        _removers.ForEach(r => r());
        _removers.Clear();
    }

    private void Enter(string name, nn.Module<Tensor, Tensor> layer, Tensor input)
    {
        var shown = name.Length == 0 ? layer.GetType().Name : $"layer '{name}' ({layer.GetType().Name})";
        Last = $"{shown} with input {Text(input)}";
        if (Expected(layer, input) is { } expected)
            throw new TrainingException(
                $"The input of {shown} must be {expected}, but was {Text(input)}"
                + (Text(input) == Text(_batch) ? "." : $". The batch is {Text(_batch)}.")
            );
    }

    /// <summary>Formats the shape and type of a tensor: <c>[16, 3] Float32</c>.</summary>
    public static string Text(Tensor tensor) => $"{ShapeText.Format(tensor)} {tensor.dtype}";

    // Null if the input matches, or if its shape and type do not determine that.
    private static string? Expected(nn.Module layer, Tensor input) =>
        layer switch
        {
            Linear linear when linear.weight is { } weight => input.ndim > 0
            && input.shape[^1] == weight.shape[1]
            && input.dtype == weight.dtype
                ? null
                : $"[…, {weight.shape[1]}] {weight.dtype}",
            Conv1d or Conv2d => OfConvolution((Convolution)layer, input),
            Embedding => input.dtype is ScalarType.Int64 or ScalarType.Int32 ? null : "Int64 or Int32",
            _ => null,
        };

    private static string? OfConvolution(Convolution layer, Tensor input)
    {
        var (axes, channels) = (layer.weight.ndim, layer.in_channels);
        var fits =
            input.dtype == layer.weight.dtype
            && (input.ndim == axes ? input.shape[1] == channels : input.ndim == axes - 1 && input.shape[0] == channels);
        return fits ? null : $"[rows, {channels}{string.Concat(Enumerable.Repeat(", …", (int)axes - 2))}] {layer.weight.dtype}";
    }
}

/// <summary>Computes losses, and rejects predictions and targets of shapes that the loss cannot compare, or would compare wrongly: [n, 1]
/// and [n] are silently broadcast to [n, n].</summary>
internal static class LossInputs
{
    /// <summary>Computes the loss. Errors name both shapes.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="target">The targets.</param>
    /// <param name="hasWeights">Whether the data have sample weights: then the losses of rows are returned, and not their mean.</param>
    /// <exception cref="TrainingException">The shapes do not match, or the loss failed.</exception>
    public static RowLosses Compare(
        nn.Module<Tensor, Tensor, Tensor> loss, Tensor prediction, Tensor target, bool hasWeights)
    {
        if (loss is CrossEntropyLoss or NLLLoss or MultiMarginLoss)
            target = ClassIndices(prediction, target);
        if (Problem(loss, prediction.Sizes(), target.Sizes()) is { } problem)
            throw new TrainingException($"{loss.GetType().Name} cannot compare {Texts(prediction, target)}: {problem}.");
        try
        {
            return UnreducedLoss.Compute(loss, prediction, target, hasWeights) ?? new(loss.call(prediction, target));
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            throw new TrainingException($"{loss.GetType().Name} failed on {Texts(prediction, target)}: {e.Message.Split('\n')[0]}", e);
        }
    }

    /// <summary>Returns integer targets [n, 1, …] as class indices [n, …] of scores [n, c, …]; others as they are.</summary>
    public static Tensor ClassIndices(Tensor prediction, Tensor target) =>
        !target.is_floating_point() && IsColumn(prediction.Sizes(), target.Sizes()) ? target.squeeze(1) : target;

    /// <summary>The end of an error message about targets that may be class indices of another type; empty for others.</summary>
    public static string Hint(long[] prediction, long[] target) =>
        IsColumn(prediction, target) ? ". Convert class indices with squeeze(1).to_type(int64)" : "";

    // A column of a table, which has as many axes as the scores.
    private static bool IsColumn(long[] prediction, long[] target) =>
        target.Length > 1 && target.Length == prediction.Length && target[1] == 1;

    private static string? Problem(nn.Module loss, long[] prediction, long[] target) =>
        loss switch
        {
            MSELoss or L1Loss or SmoothL1Loss or HuberLoss or BCELoss or BCEWithLogitsLoss or PoissonNLLLoss => prediction.SequenceEqual(
                target
            )
                ? null
            : prediction.Length == target.Length + 1 && prediction[^1] == 1
                ? "their shapes must be equal. Add an axis to the targets with unsqueeze(-1)"
            : "their shapes must be equal",
            CrossEntropyLoss => IsOfClasses(prediction, target) || prediction.SequenceEqual(target)
                ? null
                : "the predictions must be scores [rows, classes, …], and the targets class indices [rows, …] or probabilities of the same "
                    + $"shape{Hint(prediction, target)}",
            NLLLoss => IsOfClasses(prediction, target)
                ? null
                : $"the predictions must be scores [rows, classes, …], and the targets class indices [rows, …]{Hint(prediction, target)}",
            _ => prediction.Length > 0 && target.Length > 0 && prediction[0] != target[0]
                ? "their first axes, the rows, must be equal"
                : null,
        };

    // [n, c, …] and [n, …], or [c] and a scalar.
    private static bool IsOfClasses(long[] scores, long[] target) => scores.Length == 1
        ? target.Length == 0
        : scores.Length == target.Length + 1 && scores[0] == target[0] && scores.AsSpan(2).SequenceEqual(target.AsSpan(1));

    private static string Texts(Tensor prediction, Tensor target) =>
        $"predictions {LayerInputs.Text(prediction)} with targets {LayerInputs.Text(target)}";
}
