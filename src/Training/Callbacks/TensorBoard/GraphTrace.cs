using Gen.TensorBoard;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// A model's layers as a graph, watched in one forward pass: which layer took what another gave. Where something else lies between, a
/// computation without a layer, only the order is known and drawn.
/// </summary>
internal sealed class GraphTrace : IDisposable
{
    private readonly nn.Module _model;
    private readonly Tensor? _input;
    private readonly long _rows;
    private readonly LayerOutputs _outputs;
    private readonly Dictionary<string, Seen> _seen = [];
    private readonly Dictionary<Tensor, string> _givers = new(ReferenceEqualityComparer.Instance);
    private string? _last;

    /// <summary>Begins to watch.</summary>
    /// <param name="model">The model.</param>
    /// <param name="input">What it will take, [n, …].</param>
    public GraphTrace(nn.Module model, Tensor? input)
    {
        (_model, _input) = (model, input);
        _rows = input is { ndim: > 0 } ? input.shape[0] : -1;
        _outputs = new LayerOutputs(model, See);
    }

    /// <summary>The graph: the input, and every layer with its type, its parameters' shapes and, if it computed, its output's.</summary>
    public IReadOnlyList<GraphNode> Nodes()
    {
        var layers = LayerOutputs.Of(_model).ToList();
        var input = "input";
        while (layers.Any(l => l.Name == input))
            input += "_";
        List<GraphNode> nodes = [];
        if (_input is not null)
            nodes.Add(new GraphNode(input, "Input") { OutputShapes = [Shape(_input)] });
        foreach (var (name, layer) in layers)
        {
            var seen = _seen.GetValueOrDefault(name);
            nodes.Add(new GraphNode(NodeName(name), layer.GetName(), [.. (seen?.Sources ?? []).Select(s => s.Replace(FromInput, input, StringComparison.Ordinal))])
            {
                Attributes = Parameters(layer),
                OutputShapes = seen is null ? [] : [seen.Shape],
                Device = layer.parameters().FirstOrDefault()?.device.ToString() ?? "",
            });
        }

        return nodes;
    }

    public void Dispose()
    {
        _outputs.Dispose();
        _givers.Clear();
    }

    // No layer's name: names have no spaces.
    private const string FromInput = " input";

    private static string NodeName(string layer) => layer.Replace('.', '/');

    private static Dictionary<string, object> Parameters(nn.Module layer)
    {
        var attributes = layer.named_parameters(recurse: false).ToDictionary(p => p.name, p => (object)p.parameter.shape);
        if (attributes.Count > 0)
            attributes["trained"] = layer.parameters().Any(p => p.requires_grad);
        return attributes;
    }

    private void See(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        if (!_seen.TryGetValue(layer, out var seen))
            _seen.Add(layer, seen = new Seen(Shape(output)));
        var known = false;
        foreach (var input in inputs)
        {
            var source = ReferenceEquals(input, _input) ? FromInput : _givers.TryGetValue(input, out var giver) ? NodeName(giver) : null;
            known |= source is not null;
            if (source is not null && source != NodeName(layer))
                seen.Sources.Add(source);
        }

        if (!known && _last is not null && _last != layer)
            seen.Sources.Add("^" + NodeName(_last));
        _givers[output] = layer;
        _last = layer;
    }

    // The number of rows is the batch's, not the model's.
    private IReadOnlyList<long> Shape(Tensor tensor)
    {
        var shape = tensor.shape;
        if (shape.Length > 0 && shape[0] == _rows)
            shape[0] = -1;
        return shape;
    }

    private sealed record Seen(IReadOnlyList<long> Shape)
    {
        public SortedSet<string> Sources { get; } = new(StringComparer.Ordinal);
    }
}
