using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Plan;

/// <summary>Makes nodes, and makes equal ones once: what metrics have in common is then found by identity.</summary>
internal sealed class NodeTable
{
    private readonly Dictionary<(NodeKind, string, EquatableArray<Node>), Node> _nodes = [];
    private int _loops;

    public Node True => Code(NodeTypes.Bool, "true");

    public Node False => Code(NodeTypes.Bool, "false");

    /// <summary>The node of a value. One that was made without checks gets those given.</summary>
    public Node Add(NodeKind kind, string type, IEnumerable<Node> children, params Check[] checks)
    {
        var array = children.ToArray();
        var key = (kind, type, new EquatableArray<Node>(array));
        if (!_nodes.TryGetValue(key, out var node))
            _nodes.Add(key, node = Known(kind, type, array) ?? new Node(_nodes.Count, kind, type, array, checks));
        else if (node.Checks.Length == 0)
            node.Checks = checks;
        return node;
    }

    public Node Input(string name) => Add(new NodeKind.Input(name), NodeTypes.Tensor, []);

    public Node Config(string name, string type) => Add(new NodeKind.Config(name), type, []);

    public Node Code(string type, string template, params Node[] children) => Add(new NodeKind.Code(template), type, children);

    public Node Code(string type, string template, IEnumerable<Node> children, params Check[] checks) =>
        Add(new NodeKind.Code(template), type, children, checks);

    public Node Operator(string type, string template, params Node[] operands) => Add(new NodeKind.Operator(template), type, operands);

    public Node Operator(string type, string template, IEnumerable<Node> operands, params Check[] checks) =>
        Add(new NodeKind.Operator(template), type, operands, checks);

    public Node Cast(string type, Node operand) => Operator(type, $"({type}){{0}}", operand);

    /// <summary>The number of rows, typed as the place that uses it wants it: long, double or <see cref="NodeTypes.Scalar"/>.</summary>
    public Node Rows(string type) => Add(new NodeKind.Rows(), type, []);

    public Node Elements(string type, int? axis, Node tensor) => Add(new NodeKind.Elements(axis), type, [tensor]);

    public Node Latch(Node host) => Add(new NodeKind.Latch(), host.Type, [host]);

    public Node Device() => Add(new NodeKind.Device(), NodeTypes.Device, []);

    public Node Reduce(Reduction reduction, params Node[] operands) => Add(reduction, NodeTypes.Tensor, operands);

    public Node If(string type, Node condition, Node whenTrue, Node whenFalse) =>
        Add(new NodeKind.If(), type, [condition, whenTrue, whenFalse]);

    /// <summary>Both hold; the second is evaluated only if the first does.</summary>
    public Node And(Node left, Node right) => If(NodeTypes.Bool, left, right, False);

    /// <summary>One of them holds; the second is evaluated only if the first does not.</summary>
    public Node Or(Node left, Node right) => If(NodeTypes.Bool, left, True, right);

    public Node Not(Node condition) => Operator(NodeTypes.Bool, "!{0}", condition);

    public Node Throw(string type, string exception, IEnumerable<Node> children) => Add(new NodeKind.Throw(exception), type, children);

    public Node Append(Node list, Node item) => Add(new NodeKind.Append(), NodeTypes.Tensors, [list, item]);

    public Node EmptyList() => Code(NodeTypes.Tensors, $"new {NodeTypes.Tensors}()");

    /// <summary>A name for a loop, used by its <see cref="NodeKind.OfLoop"/> nodes.</summary>
    public string NewLoop() => $"k{_loops++}";

    public Node Index(string loop) => Add(new NodeKind.Index(loop), NodeTypes.Long, []);

    public Node Carried(string loop, int value, string type) => Add(new NodeKind.Carried(loop, value), type, []);

    public Node Loop(string loop, int value, string type, Node[] children) => Add(new NodeKind.Loop(loop, value), type, children);

    // What a literal in place of a config value decides: C# warns of a test whose outcome it knows, and refuses some.
    private Node? Known(NodeKind kind, string type, Node[] children) => kind switch
    {
        NodeKind.Code { Text: "{0} is null" } when IsNull(children[0]) is { } known => known ? True : False,
        NodeKind.Code { Text: "{0} is not null" } when IsNull(children[0]) is { } known => known ? False : True,
        NodeKind.Code { Text: "!{0}" } when children[0] is { Text: "!{0}" } twice => twice.Children[0],
        NodeKind.Code { Text: "!{0}" } when Truth(children[0]) is { } known => known ? False : True,
        NodeKind.If when children[1] == children[2] => children[1],
        NodeKind.If when Truth(children[0]) is { } known => children[known ? 1 : 2],
        NodeKind.If when (Truth(children[1]), Truth(children[2])) is ({ } whenTrue, not null) => whenTrue ? children[0] : Not(children[0]),
        NodeKind.If when (Under(children[0], true, children[1]), Under(children[0], false, children[2])) is var (whenTrue, whenFalse)
            && (whenTrue != children[1] || whenFalse != children[2]) => If(type, children[0], whenTrue, whenFalse),
        _ => null,
    };

    // A truth value where a condition is known to hold, or not to: of a || (a && b) the second says nothing more.
    private Node Under(Node condition, bool holds, Node value)
    {
        if (value == condition)
            return holds ? True : False;
        if (value.Type != NodeTypes.Bool || !(value.Kind is NodeKind.If || value.Text == "!{0}"))
            return value;
        var parts = value.Children.Select(c => Under(condition, holds, c)).ToArray();
        return parts.SequenceEqual(value.Children) ? value : Add(value.Kind, value.Type, parts);
    }

    private static bool? IsNull(Node node) => node switch
    {
        { Kind: NodeKind.Operator { Text: var cast } } when cast[0] == '(' && cast.EndsWith("){0}", StringComparison.Ordinal) =>
            IsNull(node.Children[0]),
        { Literal: "null" } => true,
        { Literal: { } text } when text.StartsWith("default(", StringComparison.Ordinal) && text[text.Length - 1] == '!' => true,
        { IsLiteral: true } => false,
        _ => null,
    };

    private static bool? Truth(Node node) => node.Literal switch { "true" => true, "false" => false, _ => null };
}
