using System.Globalization;
using Gen.Shared;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Model graphs.</content>
public sealed partial class SummaryWriter
{
    /// <summary>Adds the graph of the run's model. TensorBoard shows only the first graph of a run.</summary>
    /// <param name="nodes">The operations, in any order.</param>
    /// <exception cref="ArgumentException">A node has no name, two nodes share a name, or an input does not exist.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddGraph(params IReadOnlyList<GraphNode> nodes) =>
        Write(new Event { GraphDef = GraphMessage.Create(nodes).ToByteString() });
}

/// <summary>An operation of a model, as shown on the graphs page.</summary>
/// <param name="Name">The unique name. Slashes nest: <c>encoder/layer0/linear</c> is shown inside <c>encoder/layer0</c>.</param>
/// <param name="Op">The type of operation, as in <c>Linear</c>.</param>
/// <param name="Inputs">
/// The names of the nodes it reads. <c>split:1</c> is the second output of <c>split</c>; <c>^init</c> is a control dependency on
/// <c>init</c>.
/// </param>
public sealed record GraphNode(string Name, string Op, params IReadOnlyList<string> Inputs)
{
    /// <summary>Attributes shown beside the node: bool, numbers, text, and lists of these; other types are shown as their text.</summary>
    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    /// <summary>The shape of each output, shown at the edges; -1 for an unknown size, such as the batch's.</summary>
    public IReadOnlyList<IReadOnlyList<long>> OutputShapes { get; init; } = [];

    /// <summary>The device, as in <c>cpu</c> or <c>cuda:0</c>. Nodes can be colored by it.</summary>
    public string Device { get; init; } = "";

    /// <summary>Returns the node name of an input, without control mark and output index.</summary>
    internal static string SourceName(string input)
    {
        var name = input.StartsWith('^') ? input[1..] : input;
        var colon = name.LastIndexOf(':');
        return colon >= 0 && colon < name.Length - 1 && name.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? name[..colon] : name;
    }
}

/// <summary>Conversion of nodes to a TensorFlow <c>GraphDef</c>.</summary>
internal static class GraphMessage
{
    // The first graph version whose attributes today's readers all understand.
    private const int Producer = 22;

    public static GraphDef Create(IReadOnlyList<GraphNode> nodes)
    {
        Check(nodes);
        return new() { Node = { nodes.Select(ToProto) }, Versions = new() { Producer = Producer } };
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
            foreach (var source in node.Inputs.Select(GraphNode.SourceName).Where(source => !names.Contains(source)))
            {
                var hint = NearestName.Hint(source, names);
                throw new ArgumentException($"Input '{source}' of node '{node.Name}' does not exist in the graph.{hint}", nameof(nodes));
            }
        }
    }

    private static NodeDef ToProto(GraphNode node)
    {
        var message = new NodeDef { Name = node.Name, Op = node.Op, Device = node.Device, Input = { node.Inputs } };
        foreach (var (name, value) in node.Attributes) message.Attr[name] = ToProto(value);

        // The attribute in which TensorBoard looks for shapes.
        if (node.OutputShapes.Count > 0)
            message.Attr["_output_shapes"] = new()
            {
                List = new() { Shape = { node.OutputShapes.Select(s => TensorProtos.CreateShape([.. s])) } },
            };
        return message;
    }

    private static AttrValue ToProto(object value) => value switch
    {
        bool flag => new() { B = flag },
        sbyte or byte or short or ushort or int or uint or long => new() { I = Convert.ToInt64(value, CultureInfo.InvariantCulture) },
        float or double => new() { F = Convert.ToSingle(value, CultureInfo.InvariantCulture) },
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
