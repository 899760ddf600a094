using Gen.Training.Metrics;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// Goes along with the first batch through a model: knows the layer that it has come to, and refuses what a layer cannot take before torch
/// sees it, whose own message names neither the layer nor the batch. Only sizes and types are looked at, so that nothing waits for the device.
/// </summary>
internal sealed class LayerInputs : IDisposable
{
    private readonly List<Action> _removers = [];
    private readonly Tensor _batch;

    /// <summary>Watches all layers from tensor to tensor; the others pass unseen.</summary>
    /// <param name="model">The model.</param>
    /// <param name="batch">What goes into it.</param>
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

    /// <summary>The layer that was entered last, and with what; null before any.</summary>
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
            throw new TrainingException($"{shown} takes {expected}, but gets {Text(input)}{(Text(input) == Text(_batch) ? "" : $"; the batch is {Text(_batch)}")}");
    }

    /// <summary>A tensor's shape and type: <c>[16, 3] Float32</c>.</summary>
    public static string Text(Tensor tensor) => $"{ShapeText.Of(tensor)} {tensor.dtype}";

    // Null where it fits, or where that cannot be told from sizes alone.
    private static string? Expected(nn.Module layer, Tensor input) => layer switch
    {
        Linear linear when linear.weight is { } weight => input.ndim > 0 && input.shape[^1] == weight.shape[1] && input.dtype == weight.dtype
            ? null
            : $"[…, {weight.shape[1]}] {weight.dtype}",
        Conv1d or Conv2d => OfConvolution((Convolution)layer, input),
        Embedding => input.dtype is ScalarType.Int64 or ScalarType.Int32 ? null : "whole numbers (Int64 or Int32)",
        _ => null,
    };

    private static string? OfConvolution(Convolution layer, Tensor input)
    {
        var (axes, channels) = (layer.weight.ndim, layer.in_channels);
        var fits = input.dtype == layer.weight.dtype && (input.ndim == axes ? input.shape[1] == channels : input.ndim == axes - 1 && input.shape[0] == channels);
        return fits ? null : $"[rows, {channels}{string.Concat(Enumerable.Repeat(", …", (int)axes - 2))}] {layer.weight.dtype}";
    }
}
