using System.Linq;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Values as nodes of the plan.</summary>
internal static class ValueNodes
{
    public const string Centred = "the rows are compared with a mean over all rows, which is known only when all are seen; only the product of two such differences, "
        + "summed or averaged over the same axes, can be streamed (or use var, std)";

    /// <summary>The node that computes a value; refuses one that has none.</summary>
    public static Node Of(PlanningContext context, Value value, SyntaxNode syntax) => value switch
    {
        TensorValue tensor => tensor.Node,
        HostValue host => host.Node,
        ListValue list => list.Node,
        ItemsValue items => context.Nodes.Add(
            NodeKind.Code,
            items.ElementType + "[]",
            $"new {items.ElementType}[] {{{{ {Templates.List(items.Items.Count)} }}}}",
            items.Items.Select(i => Of(context, i, syntax))),
        TupleValue tuple => context.Nodes.Add(NodeKind.Code, "var", $"({Templates.List(tuple.Items.Count)})", tuple.Items.Select(i => Of(context, i, syntax))),
        ThrowValue thrown => context.Nodes.Add(NodeKind.Throw, NodeTypes.Tensor, "{0}", [thrown.Exception]),
        RefusedValue refused => throw new NotStreamableException(syntax, refused.Reason),
        CentredValue or CentredProductValue => throw new NotStreamableException(syntax, Centred),
        _ => throw new NotStreamableException(syntax, $"'{Templates.Excerpt(syntax)}' cannot be used in a streamed metric"),
    };

    /// <summary>How late a value is known, a tensor's stage or that of the latest item.</summary>
    public static Stage StageOf(Value value) => value switch
    {
        TensorValue tensor => tensor.Stage,
        HostValue host => host.Stage,
        ListValue { Item: { } item } => item.Stage,
        ItemsValue items => items.Items.Select(StageOf).DefaultIfEmpty().Max(),
        TupleValue tuple => tuple.Items.Select(StageOf).DefaultIfEmpty().Max(),
        ShapeValue shape => shape.Tensor.Stage == Stage.Result ? Stage.Result : Stage.Constant,
        _ => Stage.Constant,
    };
}
