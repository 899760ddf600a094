using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Losses of <c>torch.nn.functional</c>: their unreduced form, then a sum, divided by the right count.</summary>
internal static class Losses
{
    private const string Counts = "global::Gen.Training.Metrics.LossDenominators.";
    private const string NotReduced = "global::TorchSharp.torch.nn.Reduction.None";

    /// <summary>A loss per element, all operands corresponding.</summary>
    public static Value Elementwise(MemberCall call)
    {
        var joined = call.Join();
        return Reduce(call, joined.Stage, new TensorValue(Unreduced(call, joined.Checks), joined.Stage, joined.Axis, joined.Rank), null);
    }

    /// <summary>A loss per row, of scores [n, c] and labels: margins and the like.</summary>
    public static Value PerRow(MemberCall call)
    {
        var stage = Stages(call);
        if (stage == Stage.Row)
            _ = RowsInFront(call);
        return Reduce(call, stage, new TensorValue(Unreduced(call), stage, 0, stage == Stage.Row ? 1 : null), null);
    }

    public static Value CrossEntropy(MemberCall call) => WithWeights(call, ignores: true);

    public static Value Nll(MemberCall call) => WithWeights(call, ignores: false);

    private static Value WithWeights(MemberCall call, bool ignores)
    {
        var stage = Stages(call);
        if (stage != Stage.Row)
            return new TensorValue(call.Emit(), stage);
        var input = RowsInFront(call);
        var loss = Unreduced(call, Templates.RankAtLeast(0, 2, call.Syntax));
        var target = call["target"] as TensorValue ?? throw call.Refuse("the target must be a tensor");
        var nodes = call.Nodes;
        var weight = call["weight"] is TensorValue given ? given.Node : nodes.Code(NodeTypes.Tensor + "?", "null");
        var ignored = call["ignore_index"] is { } index ? call.Operand(index) : nodes.Code(NodeTypes.Long, "-100L");
        var count = ignores
            ? nodes.Code(NodeTypes.Tensor, Counts + "CrossEntropy({0}, {1}, {2}, {3})", input.Node, target.Node, weight, ignored)
            : nodes.Code(NodeTypes.Tensor, Counts + "Nll({0}, {1}, {2})", input.Node, target.Node, weight);
        return Reduce(call, Stage.Row, new TensorValue(loss, Stage.Row, 0, target.Rank), count);
    }

    private static Value Reduce(MemberCall call, Stage stage, TensorValue loss, Node? count)
    {
        var reduction = call["reduction"] is { } given
            ? given.Integer() ?? EnumValue(given) ?? throw call.Refuse("the reduction must be a constant")
            : 1;
        if (stage != Stage.Row)
            return new TensorValue(call.Emit(), stage, 0, reduction == 0 ? null : 0);
        if (reduction == 0)
            return loss;
        var all = new Reduction(reduction == 2 || count is not null ? ReductionKind.Sum : ReductionKind.Mean, loss.Axis, []);
        var reduced = call.Nodes.Reduce(all, loss.Node);
        if (reduction == 1 && count is not null)
            reduced = call.Nodes.Operator(
                NodeTypes.Tensor,
                "{0} / {1}",
                reduced,
                call.Nodes.Reduce(new Reduction(ReductionKind.Sum, 0, []), count)
            );
        return new TensorValue(reduced, Stage.Result, 0, 0);
    }

    private static Node Unreduced(MemberCall call, params Check[] checks)
    {
        var none = new HostValue(call.Nodes.Code("global::TorchSharp.torch.nn.Reduction", NotReduced), Stage.Constant);
        var operands = call.Operands.Where(o => o.Parameter != "reduction").ToList();
        operands.Add(new Operand("reduction", int.MaxValue, none));
        return call.EmitWith(operands, checks);
    }

    // A loss whose scores have the rows in front; class weights have none.
    private static TensorValue RowsInFront(MemberCall call)
    {
        foreach (var (tensor, _) in call.Tensors())
        {
            if (tensor is { IsRow: true, Axis: not 0 })
                throw call.Refuse("the rows have to be the first axis");
        }

        return call.Input.IsRow ? call.Input : throw call.Refuse("the scores have no rows");
    }

    private static Stage Stages(MemberCall call)
    {
        var stages = call.Operands.Select(o => ValueNodes.StageOf(o.Value)).ToList();
        if (stages.Contains(Stage.Row) && stages.Contains(Stage.Result))
            throw call.Refuse(Members.Elementwise.ResultInRows);
        return stages.Max();
    }

    private static long? EnumValue(Value value) => value is HostValue { Node: { Literal: not null } node }
        ? node.Text.Contains("(0") || node.Text.EndsWith(".None", System.StringComparison.Ordinal) ? 0
        : node.Text.Contains("(1") || node.Text.EndsWith(".Mean", System.StringComparison.Ordinal) ? 1
        : node.Text.Contains("(2") || node.Text.EndsWith(".Sum", System.StringComparison.Ordinal) ? 2
        : null
        : null;
}

/// <summary>Distances between corresponding vectors of two tensors.</summary>
internal static class Distances
{
    public static Value CosineSimilarity(MemberCall call) => Reduce(call, call.Axis(1));

    public static Value Pairwise(MemberCall call) => Reduce(call, -1);

    private static Value Reduce(MemberCall call, long dim)
    {
        var joined = call.Join();
        var input = call.Input with { Stage = joined.Stage, Axis = joined.Axis, Rank = joined.Rank };
        RowAxes.RequireNotRows(call, input, [dim], "the vectors that are compared would be columns of all rows");
        return Reductions.Over(call, input, ReductionKind.Sum, [dim], row: checks => call.Emit([.. checks, .. joined.Checks]));
    }
}
