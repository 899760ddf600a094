using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Handles the output of a layer within the forward pass. Tensors that it keeps must be detached from all dispose scopes, because
/// a model may open a scope of its own.</summary>
/// <param name="layer">The name of the layer in the model.</param>
/// <param name="output">The output; for a recurrent layer without the states.</param>
/// <param name="inputs">The inputs; for a recurrent layer without the states.</param>
internal delegate void LayerOutputHandler(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs);

/// <summary>Passes the outputs of a model's layers to a handler, until it is disposed.</summary>
internal sealed class LayerOutputs : IDisposable
{
    private readonly List<Action> _removers = [];

    /// <summary>Registers a handler at all layers with a known type of output; other layers are skipped.</summary>
    /// <param name="model">The model.</param>
    /// <param name="handler">Called after the forward pass of each layer.</param>
    public LayerOutputs(nn.Module model, LayerOutputHandler handler)
        : this(LayersOf(model), handler)
    {
    }

    /// <summary>Registers a handler at those of some layers that have a known type of output.</summary>
    /// <param name="layers">The layers with their names.</param>
    /// <param name="handler">Called after the forward pass of each layer.</param>
    public LayerOutputs(IEnumerable<(string Name, nn.Module Layer)> layers, LayerOutputHandler handler)
    {
        foreach (var (name, layer) in layers)
        {
            if (Register(name, layer, handler) is { } remover)
                _removers.Add(remover);
        }
    }

    /// <summary>The number of layers at which the handler is registered.</summary>
    public int Count => _removers.Count;

    /// <summary>Returns the layers of a model with their names: the modules without children. The output of a container is that of a layer
    /// in it.</summary>
    public static IEnumerable<(string Name, nn.Module Layer)> LayersOf(nn.Module model) => model.children().Any()
        ? model.named_modules().Where(m => !m.module.children().Any()).Select(m => (m.name, m.module))
        : [(model.GetName(), model)];

    public void Dispose()
    {
        _removers.ForEach(r => r());
        _removers.Clear();
    }

    // A hook returns null for an unchanged output; a tuple cannot be null and is returned as it is.
    private static Action? Register(string name, nn.Module module, LayerOutputHandler handler)
    {
        switch (module)
        {
            case nn.Module<Tensor, Tensor> layer:
                return layer.register_forward_hook((_, input, output) =>
                {
                    handler(name, output, input);
                    return null!;
                }).remove;
            case nn.Module<Tensor, Tensor, Tensor> layer:
                return layer.register_forward_hook((_, first, second, output) =>
                {
                    handler(name, output, first, second);
                    return null!;
                }).remove;
            case nn.Module<Tensor, Tensor?, (Tensor, Tensor)> layer:
                return layer.register_forward_hook((_, input, _, outputs) =>
                {
                    handler(name, outputs.Item1, input);
                    return outputs;
                }).remove;
            case nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)> layer:
                return layer.register_forward_hook((_, input, _, outputs) =>
                {
                    handler(name, outputs.Item1, input);
                    return outputs;
                }).remove;
            default:
                return null;
        }
    }
}
