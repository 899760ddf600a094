using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Members that add values at indices.</summary>
internal static class Scattering
{
    /// <summary><c>scatter_add</c> and <c>index_add</c>: into a tensor of a width that config gives they are sums over the rows.</summary>
    public static Value Add(MemberCall call)
    {
        var target = call.Input;
        if (!call.Tensors().Any(t => t.Tensor.IsRow))
            return Elementwise.Factory(call);
        if (target.IsRow)
            return call.Name == "scatter_add" ? Axes.Gather(call) : throw call.Refuse("the rows are added to rows; use zeros(numClasses)");
        var start = Start(target.Node);
        if (target.Stage != Stage.Constant && !IsKnown(start))
            throw call.Refuse("the sums have to be added to a tensor whose width is known from config, as zeros(numClasses)");
        if (call["index"] is not TensorValue { IsRow: true, Axis: 0 } index
            || (call["src"] ?? call["source"]) is not TensorValue { IsRow: true, Axis: 0 } source)
            throw call.Refuse("the indices and the values have to be row by row, with the rows as their first axis");
        if (call.Axis(0) != 0 && call.Axis(0) != -target.Rank)
            throw call.Refuse("the rows can be added along axis 0 only");
        var (sums, all) = Sums(call, index, source, call.Nodes.Code(NodeTypes.Long, "{0}.shape[0]", start));
        sums = sums with { Node = call.Nodes.Code(NodeTypes.Tensor, "{0}.to_type({1}.dtype)", sums.Node, target.Node) };
        var operands = call.Operands.Select(o =>
            o with { Value = o.Parameter == "index" ? all : o.Parameter is "src" or "source" ? sums : o.Value });
        return new TensorValue(call.EmitWith([.. operands]), Stage.Result, 0, target.Rank);
    }

    private static bool IsKnown(Node node) =>
        node.Kind is NodeKind.Latch || (node.Kind is NodeKind.Config or NodeKind.Code && node.Children.All(IsKnown));

    // What others were added to before.
    private static Node Start(Node target)
    {
        while (target.Text.StartsWith("{0}.scatter_add(", StringComparison.Ordinal)
            || target.Text.StartsWith("{0}.index_add(", StringComparison.Ordinal))
            target = target.Children[0];
        return target;
    }

    /// <summary>The sums of the values at each index, and all indices: a call with these in place of the rows gives what it gives with the
    /// rows, in the same type.</summary>
    public static (TensorValue Sums, TensorValue Indices) Sums(MemberCall call, TensorValue index, TensorValue source, Node width)
    {
        Check[] checks =
        [
            .. index.Rank == 1 ? [] : new[] { Templates.Rank(0, 1, call.Syntax) },
            // A source of several axes is one of index_add.
            .. call.Name == "index_add" ? [] : new[] { Templates.Rank(1, 1, call.Syntax) },
            Templates.SizeIs(0, 0, "{1}.shape[0]", call.Syntax),
        ];
        var nodes = call.Nodes;
        var scattered = nodes.Code(NodeTypes.Tensor, RowScatter, [index.Node, source.Node, width], checks);
        var sums = nodes.Reduce(new Reduction(ReductionKind.Sum, 0, [0]), scattered);
        var all = nodes.Code(NodeTypes.Tensor, "global::TorchSharp.torch.arange({0})", width);
        return (new TensorValue(sums, Stage.Result), new TensorValue(all, Stage.Constant, 0, 1));
    }

    private const string RowScatter = "global::Gen.Training.Metrics.RowScatter.Compute({0}, {1}, {2})";
}
