using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Takes what a layer gave, within the forward pass: what it makes and keeps must leave the dispose scopes, since a model may open
/// one of its own.</summary>
/// <param name="layer">The layer's name in the model.</param>
/// <param name="output">What it gave; of a recurrent layer its outputs, not its states.</param>
/// <param name="inputs">What it took; of a recurrent layer without the states.</param>
internal delegate void LayerSeen(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs);

/// <summary>Shows the outputs of a model's layers while it computes, until it is disposed.</summary>
internal sealed class LayerOutputs : IDisposable
{
    private readonly List<Action> _removers = [];

    /// <summary>Listens to all layers whose kind of output is known; the others pass unheard.</summary>
    /// <param name="model">The model.</param>
    /// <param name="see">Is shown each layer that has computed.</param>
    public LayerOutputs(nn.Module model, LayerSeen see)
    {
        foreach (var (name, layer) in LayersOf(model))
        {
            if (Listen(name, layer, see) is { } remover)
                _removers.Add(remover);
        }
    }

    /// <summary>How many layers are heard.</summary>
    public int Count => _removers.Count;

    /// <summary>A model's layers with their names: what has no modules inside. A container's output is that of a layer inside, which is the
    /// better name.</summary>
    public static IEnumerable<(string Name, nn.Module Layer)> LayersOf(nn.Module model) => model.children().Any()
        ? model.named_modules().Where(m => !m.module.children().Any()).Select(m => (m.name, m.module))
        : [(model.GetName(), model)];

    public void Dispose()
    {
        _removers.ForEach(r => r());
        _removers.Clear();
    }

    // What a hook returns replaces the output unless it is null, which a tuple cannot be.
    private static Action? Listen(string name, nn.Module module, LayerSeen see)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> layer:
                return layer.register_forward_hook((_, input, output) =>
                {
                    see(name, output, input);
                    return null!;
                }).remove;
            case nn.Module<Tensor, Tensor, Tensor> layer:
                return layer.register_forward_hook((_, first, second, output) =>
                {
                    see(name, output, first, second);
                    return null!;
                }).remove;
            case nn.Module<Tensor, Tensor?, (Tensor, Tensor)> layer:
                return layer.register_forward_hook((_, input, _, outputs) =>
                {
                    see(name, outputs.Item1, input);
                    return outputs;
                }).remove;
            case nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)> layer:
                return layer.register_forward_hook((_, input, _, outputs) =>
                {
                    see(name, outputs.Item1, input);
                    return outputs;
                }).remove;
            default:
                return null;
        }
    }
}
