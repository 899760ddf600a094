using System.Collections.Generic;
using Gen.Generators.Metrics.Emit;

namespace Gen.Generators.Metrics.Plan;

/// <summary>
/// One value in a metric's plan: a graph without cycles, in which equal values are one object (<see cref="NodeTable"/>). What stands below
/// a <see cref="NodeKind.Reduce"/> is evaluated per batch, the rest once, from the reductions.
/// </summary>
internal sealed class Node
{
    public Node(int id, NodeKind kind, string type, string text, Node[] children, string[] checks)
    {
        (Id, Kind, Type, Text, Children, Checks) = (id, kind, type, text, children, checks);
    }

    /// <summary>Its number in the table: children come before their parents.</summary>
    public int Id { get; }

    public NodeKind Kind { get; }

    /// <summary>The C# type, qualified: <see cref="NodeTypes.Tensor"/>, <c>long</c> …</summary>
    public string Type { get; }

    /// <summary>See <see cref="NodeKind"/>.</summary>
    public string Text { get; }

    public IReadOnlyList<Node> Children { get; }

    /// <summary>
    /// Statements, as templates over the children, to run before the value is evaluated in an update: they throw if the batch's shapes do
    /// not fit. Not part of what makes nodes equal.
    /// </summary>
    public IReadOnlyList<string> Checks { get; internal set; }

    public override string ToString() => $"%{Id} {Kind} {Text}";
}

/// <summary>What a <see cref="Node"/> stands for. The names are those of the plan's text.</summary>
internal enum NodeKind
{
    /// <summary>A batch tensor. Text: the parameter's name.</summary>
    Input,

    /// <summary>A config value. Text: the parameter's name.</summary>
    Config,

    /// <summary>A C# expression. Text: a template with <c>{0}</c>, <c>{1}</c> … for the children; a brace of its own is doubled.</summary>
    Code,

    /// <summary>The number of rows: of this batch in an update, of all (weights counted) in a result.</summary>
    Rows,

    /// <summary>
    /// The number of elements along the axes in Text (<c>all</c>, or an axis number, the batch's or an item axis) of a row-wise tensor: of
    /// this batch in an update, of all batches (weights counted) in a result. Child: the tensor.
    /// </summary>
    Elements,

    /// <summary>A host value that every batch must agree on, such as a size or a dtype. Child: what gives it in an update. Used in results
    /// only.</summary>
    Latch,

    /// <summary>The device: of the inputs in an update, the CPU in a result.</summary>
    Device,

    /// <summary>A reduction over the rows of row-wise tensors; see <see cref="Reduction"/>. Children: the operands. Used in results
    /// only.</summary>
    Reduce,

    /// <summary>The second child if the first, a host value, is true, else the third. Only the chosen one is evaluated.</summary>
    If,

    /// <summary>
    /// A value after a loop. Text: the loop's name and the value's number. Children: first index, end (exclusive), then for every carried
    /// value its start and what an iteration makes of it.
    /// </summary>
    Loop,

    /// <summary>A loop's running index, a long. Text: the loop's name.</summary>
    Index,

    /// <summary>A carried value at the start of an iteration. Text: the loop's name and the value's number.</summary>
    Carried,

    /// <summary>A list of tensors with an item added at the end. Children: list, item. An empty list is <see cref="Code"/>.</summary>
    Append,

    /// <summary>Never a value: throws. Text: template of the exception's expression.</summary>
    Throw,
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
}
