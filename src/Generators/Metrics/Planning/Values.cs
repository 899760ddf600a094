using System.Globalization;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>When a value is known.</summary>
internal enum Stage
{
    /// <summary>From config alone (or from sizes, which are the same in every batch).</summary>
    Constant,

    /// <summary>In every batch, row by row.</summary>
    Row,

    /// <summary>From reductions, when all batches are seen.</summary>
    Result,
}

/// <summary>What an expression of a metric's body evaluates to while it is planned.</summary>
internal abstract record Value;

/// <summary>A value that one node computes.</summary>
internal abstract record NodeValue(Node Node) : Value;

/// <summary>A C# value that is no tensor. Its stage is never <see cref="Stage.Row"/>.</summary>
internal sealed record HostValue(Node Node, Stage Stage) : NodeValue(Node);

/// <summary>A tensor.</summary>
/// <param name="Node">What computes it.</param>
/// <param name="Stage">When it is known.</param>
/// <param name="Axis">Of a row-wise one: where its batch axis is.</param>
/// <param name="Rank">Number of axes, where known.</param>
internal sealed record TensorValue(Node Node, Stage Stage, int Axis = 0, int? Rank = null) : NodeValue(Node)
{
    public bool IsRow => Stage == Stage.Row;
}

/// <summary>What has to do with differences from a mean over the rows.</summary>
/// <param name="Dims">Axes of the mean; empty for all.</param>
/// <param name="Scale">A number, known with the results, that it is multiplied with; null for 1.</param>
internal abstract record OfCentred(IReadOnlyList<long> Dims, Node? Scale) : Value;

/// <summary>A row-wise tensor minus its own mean over the rows: of use only in a product with another one.</summary>
internal sealed record CentredValue(TensorValue Rows, IReadOnlyList<long> Dims, Node? Scale) : OfCentred(Dims, Scale);

/// <summary>The product of two centred tensors: of use only in a sum or mean over the same axes.</summary>
internal sealed record CentredProductValue(TensorValue Left, TensorValue Right, IReadOnlyList<long> Dims, Node? Scale)
    : OfCentred(Dims, Scale);

/// <summary>A tuple, of values that may be of different kinds.</summary>
internal sealed record TupleValue(IReadOnlyList<Value> Items) : Value;

/// <summary>An array or list whose items are known one by one.</summary>
internal sealed record ItemsValue(IReadOnlyList<Value> Items, string ElementType) : Value;

/// <summary>A list of tensors that a loop made: all of the kind of <paramref name="Item"/>; null for an empty one.</summary>
/// <param name="Node">The list.</param>
/// <param name="Item">An item.</param>
/// <param name="Count">How many items there will be, where that is known: a long.</param>
internal sealed record ListValue(Node Node, TensorValue? Item, Node? Count = null) : NodeValue(Node);

/// <summary>A tensor's <c>shape</c>.</summary>
internal sealed record ShapeValue(TensorValue Tensor) : Value;

/// <summary>A range, a list from config, or a <c>Select</c> of one: what a loop runs over.</summary>
/// <param name="First">The first index.</param>
/// <param name="End">Where the indices end.</param>
/// <param name="ItemType">The type of an item.</param>
/// <param name="Item">An item by its index.</param>
internal sealed record SequenceValue(Node First, Node End, ITypeSymbol ItemType, System.Func<Node, Value> Item) : Value;

/// <summary>A lambda, a local function or a method that is given to another one.</summary>
/// <param name="Method">The function.</param>
/// <param name="Body">Of a lambda.</param>
/// <param name="Scope">What it reads of the method around it.</param>
internal sealed record FunctionValue(IMethodSymbol Method, IOperation? Body, Variables Scope) : Value;

/// <summary>A value that cannot be had; to use it is what is refused, not to have it.</summary>
internal sealed record RefusedValue(string Reason) : Value;

/// <summary>A dispose scope or the like, which has no part in the value.</summary>
internal sealed record IgnoredValue : Value;

/// <summary>The exception of a throw expression.</summary>
internal sealed record ThrowValue(Node Exception) : Value;

/// <summary>Values as nodes of the plan.</summary>
internal static class ValueNodes
{
    public const string Centred =
        "the rows are compared with a mean over all rows, which is known only when all are seen; only the product of two such differences, "
        + "summed or averaged over the same axes, can be streamed (or use var, std)";

    /// <summary>The node that computes a value; refuses one that has none.</summary>
    public static Node ToNode(PlanningContext context, Value value, SyntaxNode syntax) =>
        value switch
        {
            NodeValue plain => plain.Node,
            ItemsValue { Items: var items, ElementType: var type } => context.Nodes.Code(
                type + "[]", $"new {type}[] {{{{ {Templates.List(items.Count)} }}}}", items.Select(i => ToNode(context, i, syntax))),
            TupleValue { Items: var items } => Tuple(context.Nodes, [.. items.Select(i => ToNode(context, i, syntax))]),
            ThrowValue thrown => context.Nodes.Throw(NodeTypes.Tensor, "{0}", [thrown.Exception]),
            RefusedValue refused => throw new NotStreamableException(syntax, refused.Reason),
            OfCentred => throw new NotStreamableException(syntax, Centred),
            _ => throw new NotStreamableException(syntax, $"'{Templates.Excerpt(syntax)}' cannot be used in a streamed metric"),
        };

    /// <summary>How late a value is known, a tensor's stage or that of the latest item.</summary>
    public static Stage StageOf(Value value) => value switch
    {
        TensorValue tensor => tensor.Stage,
        HostValue host => host.Stage,
        ListValue { Item: { } item } => item.Stage,
        ItemsValue items => Latest(items.Items),
        TupleValue tuple => Latest(tuple.Items),
        ShapeValue shape => shape.Tensor.Stage == Stage.Result ? Stage.Result : Stage.Constant,
        _ => Stage.Constant,
    };

    /// <summary>How late the last of some values is known.</summary>
    public static Stage Latest(IEnumerable<Value> values) => values.Select(StageOf).DefaultIfEmpty().Max();

    private static Node Tuple(NodeTable nodes, Node[] items) =>
        nodes.Code(NodeTypes.Tuple(items.Select(i => i.Type)), $"({Templates.List(items.Length)})", items);
}

/// <summary>Reads and combines values that are no tensors.</summary>
internal static class HostValues
{
    /// <summary>The integer that a value is known to be; null if it is none.</summary>
    public static long? Integer(this Value? value) =>
        value is HostValue { Node: { Literal: not null } node }
        && long.TryParse(node.Text.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Whether a loop turns that counts from one number up to another, without it; null if that is not known.</summary>
    public static bool? Turns(Node first, Node end) =>
        new HostValue(first, Stage.Constant).Integer() is { } from && new HostValue(end, Stage.Constant).Integer() is { } to
            ? from < to
            : null;

    /// <summary>The number that a value is known to be; null if it is none.</summary>
    public static double? Number(this Value? value)
    {
        if (value is not HostValue { Node: { Literal: not null } node })
            return null;
        return node.Text switch
        {
            "double.PositiveInfinity" or "float.PositiveInfinity" => double.PositiveInfinity,
            "double.NegativeInfinity" or "float.NegativeInfinity" => double.NegativeInfinity,
            var text => double.TryParse(text.TrimEnd('L', 'f', 'm'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                ? number
                : null,
        };
    }

    /// <summary>The truth value that a value is known to be.</summary>
    public static bool? Boolean(this Value? value) =>
        value is HostValue { Node: { Literal: "true" or "false" } node } ? node.Text == "true" : null;

    public static bool IsNull(this Value? value) =>
        value is HostValue { Node: { Literal: "null" or "default" or "default!" } };

    /// <summary>The integers that an array, a tuple or a single value is known to be; null if one of them is not known.</summary>
    public static IReadOnlyList<long>? Integers(this Value? value)
    {
        IReadOnlyList<Value> items = (value as ItemsValue)?.Items ?? (value as TupleValue)?.Items ?? (value is null ? [] : [value]);
        var numbers = items.Select(Integer).OfType<long>().ToList();
        return value is not null && numbers.Count == items.Count ? numbers : null;
    }

    /// <summary>The later of two stages, hosts not being row-wise.</summary>
    public static Stage Later(Stage left, Stage right) => left > right ? left : right;

    /// <summary>Where a size that a plan counts is meant: the number of rows or of items.</summary>
    public static bool IsRowCount(this Value value) => value is HostValue { Node.Kind: NodeKind.Rows or NodeKind.Elements };
}
