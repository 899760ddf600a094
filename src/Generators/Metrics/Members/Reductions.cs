using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Members that reduce axes: over the rows they become a reduction that is accumulated, over other axes they stay
/// row-wise.</summary>
internal static class Reductions
{
    public static Value Sum(MemberCall call) => SumOrMean(call, ReductionKind.Sum);

    public static Value Mean(MemberCall call) => SumOrMean(call, ReductionKind.Mean);

    public static Value Product(MemberCall call) => Retyped(call, Reduce(call, ReductionKind.Product, Typed(call)));

    /// <summary><c>any</c> is the largest and <c>all</c> the smallest truth value.</summary>
    public static Value Any(MemberCall call) =>
        Reduce(call, ReductionKind.Max, call.Input.IsRow ? Cast(call, call.Input, "Bool") : call.Input);

    public static Value All(MemberCall call) =>
        Reduce(call, ReductionKind.Min, call.Input.IsRow ? Cast(call, call.Input, "Bool") : call.Input);

    /// <summary><c>max</c> in its three forms: of all, elementwise with another tensor, with indices along an axis.</summary>
    public static Value Max(MemberCall call) => Extreme(call, ReductionKind.Max);

    public static Value Min(MemberCall call) => Extreme(call, ReductionKind.Min);

    public static Value AMax(MemberCall call) => Reduce(call, ReductionKind.Max, call.Input);

    public static Value AMin(MemberCall call) => Reduce(call, ReductionKind.Min, call.Input);

    public static Value AMinMax(MemberCall call)
    {
        if (!call.Input.IsRow)
            return Axes.Tuple(call, 2);
        // TorchSharp takes -1 for all axes here.
        var named = call.Axes() is { Count: 1 } axes && axes[0] == -1 ? null : call.Axes();
        return new TupleValue([One(ReductionKind.Min, 1), One(ReductionKind.Max, 2)]);

        Value One(ReductionKind kind, int item) => Over(
            call, call.Input, kind, named, row: checks => call.Nodes.Code(NodeTypes.Tensor, $"{{0}}.Item{item}", call.Emit(checks)));
    }

    public static Value Variance(MemberCall call) => Spread(call, ReductionKind.Variance);

    public static Value Deviation(MemberCall call) => Spread(call, ReductionKind.Deviation);

    public static Value CountNonzero(MemberCall call)
    {
        if (!call.Input.IsRow)
            return Axes.Along(call);
        var counted = call.Nodes.Code(NodeTypes.Tensor, "{0}.ne(0)", call.Input.Node);
        return Over(call, call.Input with { Node = counted }, ReductionKind.Sum, call.Axes());
    }

    /// <summary>A norm is a root of a sum of powers, or the largest absolute value.</summary>
    public static Value Norm(MemberCall call)
    {
        var p = call["p"] is null ? 2 : call["p"].Number() ?? throw call.Refuse("the power of a norm must be a constant");
        var axes = call.Axes();
        if (!call.Input.IsRow)
            return new TensorValue(call.Emit(), call.Input.Stage, 0, axes is null ? 0 : null);
        // Axes other than the rows': the kind is not used.
        if (axes is not null && !Touches(call, call.Input, axes))
            return Over(call, call.Input, ReductionKind.Sum, axes);
        var nodes = call.Nodes;
        var x = call.Input.Node;
        var (power, kind, root) = p switch
        {
            2 => (nodes.Code(NodeTypes.Tensor, "{0}.square()", x), ReductionKind.Sum, "{0}.sqrt()"),
            1 => (nodes.Code(NodeTypes.Tensor, "{0}.abs()", x), ReductionKind.Sum, "{0}"),
            double.PositiveInfinity => (nodes.Code(NodeTypes.Tensor, "{0}.abs()", x), ReductionKind.Max, "{0}"),
            double.NegativeInfinity => (nodes.Code(NodeTypes.Tensor, "{0}.abs()", x), ReductionKind.Min, "{0}"),
            > 0 => (
                nodes.Code(NodeTypes.Tensor, $"{{0}}.abs().pow({Common.Literals.Number(p)})", x),
                ReductionKind.Sum,
                $"{{0}}.pow({Common.Literals.Number(1 / p)})"
            ),
            _ => throw call.Refuse("a norm of this power is no sum over the rows"),
        };
        var reduced = Over(call, call.Input with { Node = power }, kind, axes);
        return reduced with { Node = root == "{0}" ? reduced.Node : nodes.Code(NodeTypes.Tensor, root, reduced.Node) };
    }

    /// <summary>Sums that leave NaN out.</summary>
    public static Value NanSum(MemberCall call) => call.Input.IsRow
        ? Over(call, call.Input with { Node = WithoutNan(call) }, ReductionKind.Sum, call.Axes())
        : Axes.Along(call);

    public static Value NanMean(MemberCall call)
    {
        var axes = call.Axes();
        if (!call.Input.IsRow || (axes is not null && !Touches(call, call.Input, axes)))
            return Axes.Along(call);
        var present = call.Nodes.Code(NodeTypes.Tensor, "{0}.isnan().logical_not()", call.Input.Node);
        var sum = Over(call, call.Input with { Node = WithoutNan(call) }, ReductionKind.Sum, axes);
        var count = Over(call, call.Input with { Node = present }, ReductionKind.Sum, axes);
        return sum with { Node = call.Nodes.Operator(NodeTypes.Tensor, "{0} / {1}", sum.Node, count.Node) };
    }

    /// <summary>A reduction of a value over axes; null for all of them.</summary>
    /// <param name="call">The call, for names and messages.</param>
    /// <param name="value">What is reduced.</param>
    /// <param name="kind">How, over the rows.</param>
    /// <param name="axes">Which axes.</param>
    /// <param name="unbiased">See <see cref="Reduction"/>.</param>
    /// <param name="row">Code for the case that the rows are not reduced; null for the call.</param>
    public static TensorValue Over(
        MemberCall call,
        TensorValue value,
        ReductionKind kind,
        IReadOnlyList<long>? axes,
        bool unbiased = false,
        Func<Check[], Node>? row = null)
    {
        // torch's reductions over all axes take no keepdim.
        var keepDim = axes is not null && call.Flag("keepdim");
        int? rank = axes is null ? 0 : keepDim ? value.Rank : value.Rank - axes.Count;
        if (value.IsRow && (axes is null || Touches(call, value, axes)))
        {
            var reduction = new Reduction(kind, value.Axis, axes is null ? [] : [.. axes], keepDim, unbiased);
            Node[] operands = kind is ReductionKind.Variance or ReductionKind.Deviation ? [value.Node, value.Node] : [value.Node];
            return new TensorValue(call.Nodes.Reduce(reduction, operands), Stage.Result, 0, rank);
        }

        var axis = value.IsRow && !keepDim ? value.Axis - axes!.Count(a => a >= 0 && a < value.Axis) : value.Axis;
        var checks = value.IsRow ? RowAxes.Checks(call, value, axes!) : [];
        return new TensorValue((row ?? call.Emit)(checks), value.Stage, axis, rank);
    }

    private static bool Touches(MemberCall call, TensorValue value, IReadOnlyList<long> axes) => RowAxes.Contain(call, value, axes);

    private static Value SumOrMean(MemberCall call, ReductionKind kind)
    {
        if (call.Operands[0].Value is CentredProductValue product)
            return Centring.Reduce(call.Context, product, kind == ReductionKind.Mean, call.Axes(), call.Flag("keepdim"), call.Syntax);
        var reduced = Reduce(call, kind, Typed(call));
        return kind == ReductionKind.Mean ? reduced : Retyped(call, reduced);
    }

    // Whole numbers are summed in int64, whatever integers the call asks for.
    private static Value Retyped(MemberCall call, Value reduced) =>
        call.Input.IsRow
        && reduced is TensorValue { Stage: Stage.Result } value
        && (call["type"] ?? call["dtype"]) is HostValue type
        && !type.IsNull()
            ? value with { Node = call.Nodes.Code(NodeTypes.Tensor, "{0}.to_type({1})", value.Node, type.Node) }
            : reduced;

    private static Value Reduce(MemberCall call, ReductionKind kind, TensorValue value) => Over(call, value, kind, call.Axes());

    private static Value Extreme(MemberCall call, ReductionKind kind)
    {
        if (call.Operands.Count > 1 && call.Operands[1].Value is TensorValue)
            return Elementwise.Call(call);
        if (call.Axes() is not { } axes)
            return Reduce(call, kind, call.Input);
        if (!call.Input.IsRow || !Touches(call, call.Input, axes))
            return Axes.Tuple(call, 2);
        return new TupleValue(
        [
            Over(call, call.Input, kind, axes),
            new RefusedValue(
                "the position of a row among all rows is not the same for every split into batches; only the value can be streamed"
            ),
        ]);
    }

    private static Value Spread(MemberCall call, ReductionKind kind) =>
        Over(call, Typed(call), kind, call.Axes(), call["unbiased"] is null || call.Flag("unbiased"));

    // An explicit type converts the elements before they are reduced.
    private static TensorValue Typed(MemberCall call)
    {
        var input = call.Input;
        var type = call["type"] ?? call["dtype"];
        return input.IsRow && type is HostValue host && !type.IsNull()
            ? input with { Node = call.Nodes.Code(NodeTypes.Tensor, "{0}.to_type({1})", input.Node, host.Node) }
            : input;
    }

    private static TensorValue Cast(MemberCall call, TensorValue value, string type) =>
        value with { Node = call.Nodes.Code(NodeTypes.Tensor, $"{{0}}.to_type({NodeTypes.ScalarType}.{type})", value.Node) };

    private static Node WithoutNan(MemberCall call) =>
        call.Nodes.Code(NodeTypes.Tensor, "{0}.masked_fill({0}.isnan(), 0)", call.Input.Node);
}
