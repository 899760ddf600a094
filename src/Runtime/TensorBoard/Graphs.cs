using Gen.Shared;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>The model's graph.</content>
public sealed partial class SummaryWriter
{
    /// <summary>Adds the graph of the run's model. A run has one: of several, readers show the first.</summary>
    /// <param name="nodes">The operations, in any order.</param>
    /// <exception cref="ArgumentException">A node has no name or another's name, or an input is no node; the message names it.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddGraph(params IReadOnlyList<GraphNode> nodes) => Write(new Event { GraphDef = GraphMessage.Of(nodes).ToByteString() });
}

/// <summary>An operation of a model, as the page "graphs" draws it.</summary>
/// <param name="Name">Its name, of its own in the graph. Slashes nest: <c>encoder/layer0/linear</c> is drawn inside <c>encoder/layer0</c>.</param>
/// <param name="Op">What it does, as in <c>Linear</c>.</param>
/// <param name="Inputs">
/// The names of the nodes whose results it takes; <c>split:1</c> is the second result of <c>split</c>, <c>^init</c> a node that must only have run before.
/// </param>
public sealed record GraphNode(string Name, string Op, params IReadOnlyList<string> Inputs)
{
    /// <summary>Shown beside the node: bool, numbers, text, and arrays of numbers or of text; all else as its text.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    /// <summary>The sizes of each of its results, drawn at the edges; -1 where a size is not known, such as the batch's.</summary>
    public IReadOnlyList<IReadOnlyList<long>> OutputShapes { get; init; } = [];

    /// <summary>Where it runs, as in <c>cpu</c> or <c>cuda:0</c>; nodes can be coloured by it.</summary>
    public string Device { get; init; } = "";

    /// <summary>The name of the node behind an input: without the mark of a control edge and the number of a result.</summary>
    internal static string Source(string input)
    {
        var name = input.StartsWith('^') ? input[1..] : input;
        var colon = name.LastIndexOf(':');
        return colon >= 0 && colon < name.Length - 1 && name.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..colon] : name;
    }
}

/// <summary>Nodes as the message that the page "graphs" reads, which is TensorFlow's.</summary>
internal static class GraphMessage
{
    // The first version of graphs whose attributes are all understood by today's readers.
    private const int Producer = 22;

    public static GraphDef Of(IReadOnlyList<GraphNode> nodes)
    {
        Check(nodes);
        return new() { Node = { nodes.Select(Node) }, Versions = new() { Producer = Producer } };
    }

    private static void Check(IReadOnlyList<GraphNode> nodes)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            ArgumentException.ThrowIfNullOrEmpty(node.Name);
            if (!names.Add(node.Name)) throw new ArgumentException($"Two nodes of the graph are named '{node.Name}'.", nameof(nodes));
        }

        foreach (var node in nodes)
        {
            foreach (var source in node.Inputs.Select(GraphNode.Source).Where(source => !names.Contains(source)))
            {
                var nearest = NearestName.Find(source, names);
                throw new ArgumentException($"The input '{source}' of node '{node.Name}' is no node of the graph.{(nearest is null ? "" : $" Did you mean '{nearest}'?")}", nameof(nodes));
            }
        }
    }

    private static NodeDef Node(GraphNode node)
    {
        var message = new NodeDef { Name = node.Name, Op = node.Op, Device = node.Device, Input = { node.Inputs } };
        foreach (var (name, value) in node.Attributes) message.Attr[name] = Attribute(value);

        // The name under which readers look for the shapes of results.
        if (node.OutputShapes.Count > 0)
            message.Attr["_output_shapes"] = new() { List = new() { Shape = { node.OutputShapes.Select(s => Tensors.Shape([.. s])) } } };
        return message;
    }

    private static AttrValue Attribute(object value) => value switch
    {
        bool flag => new() { B = flag },
        sbyte or byte or short or ushort or int or uint or long => new() { I = Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture) },
        float or double => new() { F = Convert.ToSingle(value, System.Globalization.CultureInfo.InvariantCulture) },
        string text => new() { S = ByteString.CopyFromUtf8(text) },
        IEnumerable<long> numbers => new() { List = new() { I = { numbers } } },
        IEnumerable<int> numbers => new() { List = new() { I = { numbers.Select(n => (long)n) } } },
        IEnumerable<double> numbers => new() { List = new() { F = { numbers.Select(n => (float)n) } } },
        IEnumerable<float> numbers => new() { List = new() { F = { numbers } } },
        IEnumerable<bool> flags => new() { List = new() { B = { flags } } },
        IEnumerable<string> texts => new() { List = new() { S = { texts.Select(ByteString.CopyFromUtf8) } } },
        _ => new() { S = ByteString.CopyFromUtf8(JsonValue.Text(value)) },
    };
}
