using Gen.Training.Data;
using Gen.Training.Metrics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Checks the inputs of layers during the first batch, because the errors of torch name neither the layer nor the batch, and knows the
/// layer that was entered last. It reads sizes and types only, so that nothing waits for the device.
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

    /// <summary>The layer that was entered last, and its input; null before any.</summary>
    public string? Last { get; private set; }

    public void Dispose()
    {
        _removers.ForEach(r => r());
        _removers.Clear();
    }

    private void Enter(string name, nn.Module<Tensor, Tensor> layer, Tensor input)
    {
        var shown = name.Length == 0 ? layer.GetType().Name : $"layer '{name}' ({layer.GetType().Name})";
        Last = $"{shown} with {Text(input)}";
        if (Expected(layer, input) is { } expected)
            throw new TrainingException(
                $"{shown} takes {expected}, but gets {Text(input)}{(Text(input) == Text(_batch) ? "" : $"; the batch is {Text(_batch)}")}"
            );
    }

    /// <summary>Formats the shape and type of a tensor: <c>[16, 3] Float32</c>.</summary>
    public static string Text(Tensor tensor) => $"{ShapeText.Format(tensor)} {tensor.dtype}";

    // Null where the input fits, or where sizes alone do not tell.
    private static string? Expected(nn.Module layer, Tensor input) =>
        layer switch
        {
            Linear linear when linear.weight is { } weight => input.ndim > 0
            && input.shape[^1] == weight.shape[1]
            && input.dtype == weight.dtype
                ? null
                : $"[…, {weight.shape[1]}] {weight.dtype}",
            Conv1d or Conv2d => OfConvolution((Convolution)layer, input),
            Embedding => input.dtype is ScalarType.Int64 or ScalarType.Int32 ? null : "whole numbers (Int64 or Int32)",
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

/// <summary>Checks predictions and targets that a loss cannot compare, or would compare wrongly: [n, 1] and [n] are silently broadcast to
/// [n, n].</summary>
internal static class LossInputs
{
    /// <summary>Computes the loss. Errors name both shapes.</summary>
    /// <exception cref="TrainingException">The shapes do not fit, or the loss failed.</exception>
    public static Tensor Compare(nn.Module<Tensor, Tensor, Tensor> loss, Tensor prediction, Tensor target)
    {
        if (Problem(loss, prediction.Sizes(), target.Sizes()) is { } problem)
            throw new TrainingException($"{loss.GetType().Name} cannot compare {Texts(prediction, target)}: {problem}");
        try
        {
            return loss.call(prediction, target);
        }
        catch (Exception e) when (e is not (UserErrorException or OperationCanceledException))
        {
            throw new TrainingException($"{loss.GetType().Name} failed on {Texts(prediction, target)}: {e.Message.Split('\n')[0]}", e);
        }
    }

    private static string? Problem(nn.Module loss, long[] prediction, long[] target) =>
        loss switch
        {
            MSELoss or L1Loss or SmoothL1Loss or HuberLoss or BCELoss or BCEWithLogitsLoss or PoissonNLLLoss => prediction.SequenceEqual(
                target
            )
                ? null
            : prediction.Length == target.Length + 1 && prediction[^1] == 1
                ? "it goes element by element; give the targets a last axis with unsqueeze(-1)"
            : "it goes element by element, so both must have one shape",
            CrossEntropyLoss => IsOfClasses(prediction, target) || prediction.SequenceEqual(target)
                ? null
                : "it wants scores [rows, classes, …] and targets that are class numbers [rows, …] or as large as the scores",
            NLLLoss => IsOfClasses(prediction, target)
                ? null
                : "it wants scores [rows, classes, …] and targets that are class numbers [rows, …]",
            _ => prediction.Length > 0 && target.Length > 0 && prediction[0] != target[0]
                ? "the first axis, the rows, must be equal"
                : null,
        };

    // [n, c, …] and [n, …], or [c] and a scalar.
    private static bool IsOfClasses(long[] scores, long[] target) => scores.Length == 1
        ? target.Length == 0
        : scores.Length == target.Length + 1 && scores[0] == target[0] && scores.AsSpan(2).SequenceEqual(target.AsSpan(1));

    private static string Texts(Tensor prediction, Tensor target) =>
        $"predictions {LayerInputs.Text(prediction)} with targets {LayerInputs.Text(target)}";
}
