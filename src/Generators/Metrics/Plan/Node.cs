using Gen.Generators.Common;

namespace Gen.Generators.Metrics.Plan;

/// <summary>
/// One value in a metric's plan: a graph without cycles, in which equal values are one object (<see cref="NodeTable"/>). What stands below
/// a <see cref="Reduction"/> is evaluated per batch, the rest once, from the reductions.
/// </summary>
internal sealed class Node(int id, NodeKind kind, string type, Node[] children, Check[] checks) : IEquatable<Node>
{
    /// <summary>Its number in the table: children come before their parents.</summary>
    public int Id => id;

    public NodeKind Kind => kind;

    /// <summary>The C# type, qualified: <see cref="NodeTypes.Tensor"/>, <c>long</c> …</summary>
    public string Type => type;

    public IReadOnlyList<Node> Children => children;

    /// <summary>What to check before the value is evaluated in an update. Not part of what makes nodes equal.</summary>
    public Check[] Checks { get; internal set; } = checks;

    /// <summary>The C# of a <see cref="NodeKind.Code"/>; empty for others.</summary>
    public string Text => (kind as NodeKind.Code)?.Text ?? "";

    /// <summary>The C# of a <see cref="NodeKind.Code"/> without children, a literal or a name; null for others.</summary>
    public string? Literal => children.Length == 0 ? (kind as NodeKind.Code)?.Text : null;

    /// <summary>True for a number, a text or a truth value: what the compiler computes with.</summary>
    public bool IsLiteral => Literal is { } text && (text is "true" or "false" || text[0] is '"' or '\'' or '-' or (>= '0' and <= '9'));

    /// <summary>Nodes and all that they are made of, each once, a node before its parts.</summary>
    /// <param name="roots">Where to start.</param>
    /// <param name="parts">What a node is made of; its children if null.</param>
    public static IEnumerable<Node> Reachable(IEnumerable<Node> roots, Func<Node, IEnumerable<Node>>? parts = null)
    {
        var seen = new HashSet<Node>();
        var open = new Stack<Node>(roots.Reverse());
        while (open.Count > 0)
        {
            var node = open.Pop();
            if (!seen.Add(node))
                continue;
            yield return node;
            foreach (var part in (parts is null ? node.Children : parts(node)).Reverse())
                open.Push(part);
        }
    }

    public bool Equals(Node? other) => ReferenceEquals(this, other);

    public override string ToString() => $"%{id} {kind}";
}

/// <summary>A statement that throws if the shapes of a batch do not fit.</summary>
/// <param name="Method">A method of ShapeChecks.</param>
/// <param name="Arguments">A template over the children of the node.</param>
/// <param name="Expression">The expression that is checked, as messages quote it.</param>
internal sealed record Check(string Method, string Arguments, string Expression)
{
    public string Template => $"global::Gen.Training.Metrics.ShapeChecks.{Method}({Arguments}, {Quoted})";

    private string Quoted => Literals.Text(Expression).Replace("{", "{{").Replace("}", "}}");
}

/// <summary>What a <see cref="Node"/> stands for.</summary>
internal abstract record NodeKind
{
    /// <summary>A batch tensor.</summary>
    public sealed record Input(string Name) : NodeKind;

    /// <summary>A config value.</summary>
    public sealed record Config(string Name) : NodeKind;

    /// <summary>A C# expression.</summary>
    /// <param name="Text">A template with <c>{0}</c>, <c>{1}</c> … for the children; a brace of its own is doubled.</param>
    public record Code(string Text) : NodeKind;

    /// <summary>A C# expression that needs parentheses beside others: of an operator, or a cast.</summary>
    public sealed record Operator(string Text) : Code(Text);

    /// <summary>The number of rows: of this batch in an update, of all (weights counted) in a result.</summary>
    public sealed record Rows : NodeKind;

    /// <summary>
    /// The number of elements of a row-wise tensor: of this batch in an update, of all batches (weights counted) in a result. Child: the
    /// tensor.
    /// </summary>
    /// <param name="Axis">The batch's or an item axis, along which the elements are; null for all elements.</param>
    public sealed record Elements(int? Axis) : NodeKind;

    /// <summary>A host value that every batch must agree on, such as a size or a dtype. Child: what gives it in an update. Used in results
    /// only.</summary>
    public sealed record Latch : NodeKind;

    /// <summary>The device: of the inputs in an update, the CPU in a result.</summary>
    public sealed record Device : NodeKind;

    /// <summary>The second child if the first, a host value, is true, else the third. Only the chosen one is evaluated.</summary>
    public sealed record If : NodeKind;

    /// <summary>What belongs to a loop.</summary>
    /// <param name="Name">The loop.</param>
    /// <param name="Value">Which of its carried values.</param>
    public abstract record OfLoop(string Name, int Value) : NodeKind;

    /// <summary>
    /// A value after a loop. Children: first index, end (exclusive), then for every carried value its start and what an iteration makes of
    /// it.
    /// </summary>
    public sealed record Loop(string Name, int Value) : OfLoop(Name, Value);

    /// <summary>A carried value at the start of an iteration.</summary>
    public sealed record Carried(string Name, int Value) : OfLoop(Name, Value);

    /// <summary>A loop's running index, a long.</summary>
    public sealed record Index(string Name) : OfLoop(Name, 0);

    /// <summary>A list of tensors with an item added at the end. Children: list, item. An empty list is <see cref="Code"/>.</summary>
    public sealed record Append : NodeKind;

    /// <summary>Never a value: throws.</summary>
    /// <param name="Exception">Template of the exception's expression.</param>
    public sealed record Throw(string Exception) : NodeKind;
}

/// <summary>C# types of nodes as generated code writes them.</summary>
internal static class NodeTypes
{
    public const string Tensor = "global::TorchSharp.torch.Tensor";
    public const string Tensors = "global::System.Collections.Generic.List<global::TorchSharp.torch.Tensor>";
    public const string Scalar = "global::TorchSharp.Scalar";
    public const string Device = "global::TorchSharp.torch.Device";
    public const string ScalarType = "global::TorchSharp.torch.ScalarType";
    public const string Long = "long";
    public const string Double = "double";
    public const string Bool = "bool";

    public static string Tuple(IEnumerable<string> items) => $"({string.Join(", ", items)})";
}
