using Gen.TensorBoard;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// The graph of a model's layers, traced in a forward pass. An edge means that the output of a layer is the input of another. Where a
/// computation outside of layers is between them, only the order is known; it is drawn as a control edge.
/// </summary>
internal sealed class GraphTrace : IDisposable
{
    private readonly nn.Module _model;
    private readonly Tensor? _input;
    private readonly long _rows;
    private readonly LayerOutputs _outputs;
    private readonly Dictionary<string, TracedLayer> _layers = [];
    private readonly Dictionary<Tensor, string> _producers = new(ReferenceEqualityComparer.Instance);
    private string? _last;

    /// <summary>Starts tracing.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">The input of the model, of shape [n, …].</param>
    public GraphTrace(nn.Module model, Tensor? input)
    {
        (_model, _input) = (model, input);
        _rows = input is { ndim: > 0 } ? input.shape[0] : -1;
        _outputs = new LayerOutputs(model, Record);
    }

    /// <summary>Creates the nodes: the input, and each layer with its type and the shapes of its parameters and output.</summary>
    public IReadOnlyList<GraphNode> CreateNodes()
    {
        var layers = LayerOutputs.LayersOf(_model).ToList();
        var input = "input";
        while (layers.Any(l => l.Name == input))
            input += "_";
        List<GraphNode> nodes = [];
        if (_input is not null)
            nodes.Add(new GraphNode(input, "Input") { OutputShapes = [Shape(_input)] });
        foreach (var (name, layer) in layers)
        {
            var traced = _layers.GetValueOrDefault(name);
            nodes.Add(
                new GraphNode(
                    NodeName(name),
                    layer.GetName(),
                    [.. (traced?.Sources ?? []).Select(s => s.Replace(FromInput, input, StringComparison.Ordinal))]
                )
                {
                    Attributes = Parameters(layer),
                    OutputShapes = traced is null ? [] : [traced.Shape],
                    Device = layer.parameters().FirstOrDefault()?.device.ToString() ?? "",
                }
            );
        }

        return nodes;
    }

    public void Dispose()
    {
        _outputs.Dispose();
        _producers.Clear();
    }

    // Not the name of a layer, because names have no spaces.
    private const string FromInput = " input";

    private static string NodeName(string layer) => layer.Replace('.', '/');

    private static Dictionary<string, object> Parameters(nn.Module layer)
    {
        var attributes = layer.named_parameters(recurse: false).ToDictionary(p => p.name, p => (object)p.parameter.shape);
        if (attributes.Count > 0)
            attributes["trained"] = layer.parameters().Any(p => p.requires_grad);
        return attributes;
    }

    private void Record(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        if (!_layers.TryGetValue(layer, out var traced))
            _layers.Add(layer, traced = new TracedLayer(Shape(output)));
        var known = false;
        foreach (var input in inputs)
        {
            var source =
                ReferenceEquals(input, _input) ? FromInput
                : _producers.TryGetValue(input, out var producer) ? NodeName(producer)
                : null;
            known |= source is not null;
            if (source is not null && source != NodeName(layer))
                traced.Sources.Add(source);
        }

        if (!known && _last is not null && _last != layer)
            traced.Sources.Add("^" + NodeName(_last));
        _producers[output] = layer;
        _last = layer;
    }

    // The batch size is not part of the model.
    private IReadOnlyList<long> Shape(Tensor tensor)
    {
        var shape = tensor.shape;
        if (shape.Length > 0 && shape[0] == _rows)
            shape[0] = -1;
        return shape;
    }

    private sealed record TracedLayer(IReadOnlyList<long> Shape)
    {
        public SortedSet<string> Sources { get; } = new(StringComparer.Ordinal);
    }
}
