using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Members that count how often values occur. Their width has to be given: seen from the data, it would differ from batch to
/// batch.</summary>
internal static class Counting
{
    public static Value OneHot(MemberCall call)
    {
        var index = call.Input;
        var width = call["num_classes"];
        if (width is null || width.Integer() < 0)
            throw call.Refuse("the number of classes would be read from the batch, and differ from batch to batch; give num_classes");
        if (ValueNodes.StageOf(width) == Stage.Result)
            throw new NotStreamableException(
                call.Operands.First(o => o.Parameter == "num_classes").Syntax ?? call.Syntax,
                width.IsRowCount() ? Elementwise.CountInRows : Elementwise.ResultInRows
            );
        var node = call.Nodes.Code(NodeTypes.Tensor, OneHotTemplate, index.Node, call.Operand(width));
        return new TensorValue(node, index.Stage, index.Axis, index.Rank + 1);
    }

    public const string OneHotTemplate = "global::TorchSharp.torch.nn.functional.one_hot({0}, {1})";

    public static Value BinCount(MemberCall call)
    {
        var index = call.Input;
        if (!index.IsRow)
            return new TensorValue(call.Emit(), index.Stage, 0, 1);
        if (call["minlength"] is not HostValue { Stage: Stage.Constant } width || width.Integer() <= 0)
            throw call.Refuse(
                "the number of bins would be read from the batch, and differ from batch to batch; give minlength, no index may reach it"
            );
        var guarded = call.Nodes.Code(
            NodeTypes.Tensor,
            "{0}.flatten()",
            [index.Node],
            index.Rank == 1 ? [] : [Templates.Rank(0, 1, call.Syntax)]
        );
        if (call["weights"] is not { } weights || weights.IsNull())
            return new TensorValue(Counts(call, guarded, width), Stage.Result, 0, 1);
        if (weights is not TensorValue { IsRow: true, Axis: 0 } weight)
            throw call.Refuse("weights of bincount must be row by row, as the indices are");
        var (sums, all) = Scattering.Sums(call, index, weight, width.Node);
        var operands = call.Operands.Skip(1).Select(o => o.Parameter == "weights" ? o with { Value = sums } : o);
        return new TensorValue(call.EmitWith([call.Operands[0] with { Value = all }, .. operands]), Stage.Result, 0, 1);
    }

    public static Value Histogram(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage, 0, 1);
        if (call["min"] is not { } min || call["max"] is not { } max || (min.Integer() is { } low && low == max.Integer()))
            throw call.Refuse("the range would be read from the batch, and differ from batch to batch; give min and max");
        if (input.Axis != 0)
            throw call.Refuse("the rows have to be the first axis");
        var bins = call["bins"] is { } given ? call.Operand(given) : call.Nodes.Code(NodeTypes.Long, "100L");
        var nodes = call.Nodes;
        Node[] operands = [input.Node, call.Operand(min), call.Operand(max), bins];
        var items = nodes.Code(NodeTypes.Tensor, "{0}.flatten()", input.Node);
        // torch's own order of operations, so that values at the edges of bins fall where they do there.
        var bin = nodes.Code(
            NodeTypes.Tensor,
            $"(({{0}} - {{1}}) * {{3}} / ({{2}} - {{1}})).nan_to_num(0).clamp(0, {{3}} - 1).to_type({NodeTypes.ScalarType}.Int64)",
            [items, .. operands.Skip(1)]
        );
        var inside = nodes.Code(NodeTypes.Tensor, "{0}.ge({1}).logical_and({0}.le({2}))", [items, .. operands.Skip(1)]);
        var oneHot = nodes.Code(NodeTypes.Tensor, OneHotTemplate, bin, bins);
        var counted = nodes.Code(NodeTypes.Tensor, "({0} * {1}.unsqueeze(1)).to_type({2}.dtype)", oneHot, inside, input.Node);
        return new TensorValue(nodes.Reduce(new Reduction(ReductionKind.Sum, 0, [0]), counted), Stage.Result, 0, 1);
    }

    private static Node Counts(MemberCall call, Node index, HostValue width) =>
        IsConfig(width.Node)
            ? call.Nodes.Reduce(new Reduction(ReductionKind.Counts, 0, [0]), index, width.Node)
            : call.Nodes.Reduce(
                new Reduction(ReductionKind.Sum, 0, [0]),
                call.Nodes.Code(NodeTypes.Tensor, OneHotTemplate, index, width.Node)
            );

    /// <summary>True for a host value that is known before the first batch.</summary>
    public static bool IsConfig(Node node) =>
        Node.Reachable([node]).All(n => n.Kind is NodeKind.Config or NodeKind.Code or NodeKind.If);
}
