using System.Globalization;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Sizes, ranks and counts of tensors: plain numbers, which cost no device a wait.</summary>
internal static class Calls
{
    public const string OneNumber = "a batch's own number is read, which waits for the device and is not the metric's; compute with tensors until the rows are reduced";

    /// <summary>The size of an axis; of the rows' axis, the number of rows or items.</summary>
    public static HostValue Size(PlanningContext context, TensorValue tensor, long axis, SyntaxNode syntax)
    {
        if (tensor.IsRow && axis < 0)
        {
            if (tensor.Rank is { } rank)
                axis += rank;
            else if (tensor.Axis > 0)
                throw new NotStreamableException(syntax, $"axis {axis} may be the rows'; count it from the front");
        }

        if (tensor.IsRow && axis == tensor.Axis)
        {
            // Of a parameter these are the rows themselves; after flatten they are items.
            return tensor.Node.Kind == NodeKind.Input
                ? new HostValue(context.Nodes.Rows(NodeTypes.Long), Stage.Result)
                : new HostValue(context.Nodes.Elements(NodeTypes.Long, axis.ToString(CultureInfo.InvariantCulture), tensor.Node), Stage.Result);
        }

        var text = axis < 0 ? $"{{0}}.shape[^{-axis}]" : $"{{0}}.shape[{axis}]";
        var checks = tensor.IsRow && axis < 0 ? new[] { Templates.RankAtLeast(0, tensor.Axis + 1 - (int)axis, syntax) } : [];
        var size = context.Nodes.Add(NodeKind.Code, NodeTypes.Long, text, [tensor.Node], checks);
        return Known(context, tensor, size);
    }

    public static HostValue Rank(PlanningContext context, TensorValue tensor) => tensor.Rank is { } rank
        ? new HostValue(context.Nodes.Code(NodeTypes.Long, rank.ToString(CultureInfo.InvariantCulture) + "L"), Stage.Constant)
        : PerBatch(context, tensor, NodeTypes.Long, "{0}.ndim");

    /// <summary>The number of all elements.</summary>
    public static HostValue Elements(PlanningContext context, TensorValue tensor) => tensor.IsRow
        ? new HostValue(context.Nodes.Elements(NodeTypes.Long, "all", tensor.Node), Stage.Result)
        : PerBatch(context, tensor, NodeTypes.Long, "{0}.numel()");

    /// <summary>Something about a tensor that is the same in every batch.</summary>
    public static HostValue PerBatch(PlanningContext context, TensorValue tensor, string type, string template) =>
        Known(context, tensor, context.Nodes.Code(type, template, tensor.Node));

    private static HostValue Known(PlanningContext context, TensorValue tensor, Node node) =>
        tensor.IsRow ? new HostValue(context.Nodes.Latch(node), Stage.Constant) : new HostValue(node, tensor.Stage);
}
