using Gen.Shared;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

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
