using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Members that work along axes other than the rows' and leave these where they are: softmax, sort, argmax, cumsum, topk
/// …</summary>
internal static class Axes
{
    /// <summary>The axis is reduced: argmax, logsumexp, median. Without an axis, everything would be.</summary>
    public static Value Reduced(MemberCall call) => Reduced(call, null);

    /// <summary>Order statistics: their axis has to be named, since the default would be the rows' for a vector.</summary>
    public static Value ReducedNamed(MemberCall call) => Reduced(Named(call), -1);

    /// <summary>The axis stays: softmax, cumsum, flip. The last one if none is named.</summary>
    public static Value Along(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return Elementwise.Factory(call);
        if (call.Name == "roll" && call.Axes() is null)
            throw call.Refuse("without an axis all values are rolled, across the rows");
        return Kept(call, call.Axes() ?? [-1], AlongRows(call));
    }

    /// <summary>Two tensors along an axis that stays: topk, sort, cummax.</summary>
    public static Value TupleAlong(MemberCall call) => Tuple(Named(call), 2, keepsAxis: true);

    /// <summary><c>argsort</c>: as <see cref="Along"/>, the axis named.</summary>
    public static Value AlongNamed(MemberCall call) => Along(Named(call));

    /// <summary>Values and indices along an axis that is reduced.</summary>
    public static Value TupleReduced(MemberCall call)
    {
        // Without an axis the median of all elements: one tensor.
        if (call.Name is "median" or "nanmedian" && call.Axes() is null && !call.Input.IsRow)
            return Elementwise.Factory(call);
        return Tuple(Named(call), 2);
    }

    /// <summary>A call that gives several tensors, none of them over the rows.</summary>
    public static Value Tuple(MemberCall call, int count, bool keepsAxis = false)
    {
        var input = call.Input;
        var axes = call.Axes() ?? [-1];
        RowAxes.RequireNotRows(call, input, axes, AlongRows(call));
        var checks = input.IsRow ? RowAxes.Checks(call, input, axes) : [];
        var types = NodeTypes.Tuple(Enumerable.Repeat(NodeTypes.Tensor, count));
        var node = call.Nodes.Code(types, call.Emit().Text, call.Emit().Children, checks);
        var keeps = keepsAxis || call.Flag("keepdim");
        var axis = keeps ? input.Axis : input.Axis - axes.Count(a => a >= 0 && a < input.Axis);
        int? rank = keeps ? input.Rank : input.Rank - axes.Count;
        return new TupleValue(
            Enumerable
                .Range(1, count)
                .Select(Value (i) => new TensorValue(call.Nodes.Code(NodeTypes.Tensor, $"{{0}}.Item{i}", node), input.Stage, axis, rank))
                .ToList()
        );
    }

    /// <summary>Selection along an axis by an index tensor of as many axes: gather.</summary>
    public static Value Gather(MemberCall call)
    {
        var input = call.Input;
        var tensors = call.Tensors().ToList();
        if (!tensors.Any(t => t.Tensor.IsRow))
            return Elementwise.Factory(call);
        if (tensors.Any(t => t.Tensor.Stage == Stage.Constant))
            throw call.Refuse("the positions have to be given row by row, as many rows as are picked from");
        if (!input.IsRow)
            throw call.Refuse("the rows pick from a tensor that is not row by row; use index_select, or index it with the rows");
        var axes = call.Axes() ?? [call.Name == "take_along_dim" ? 0 : -1];
        return Kept(call, axes, "values are picked from other rows");
    }

    /// <summary>Selection along an axis by a list of positions.</summary>
    public static Value IndexSelect(MemberCall call)
    {
        var input = call.Input;
        var index = call["index"] as TensorValue;
        if (input.Stage == Stage.Constant && index is { IsRow: true })
        {
            // A table that every row looks something up in.
            var axis = call.Axis(0);
            if (axis < 0)
                throw call.Refuse("count the axis from the front");
            return new TensorValue(call.Emit(Templates.Rank(call.Operands.Count - 1, 1, call.Syntax)), Stage.Row, (int)axis, input.Rank);
        }

        if (input.IsRow && index is { Stage: not Stage.Constant })
            throw call.Refuse("positions that depend on the data");
        return Along(call);
    }

    /// <summary>A part of an axis: narrow, slice.</summary>
    public static Value Part(MemberCall call)
    {
        if (call.Input.IsRow)
            RowAxes.RequireNotRows(call, call.Input, [call.Axis(0)], PickedRows);
        return Along(call);
    }

    /// <summary>One position of an axis, which goes away.</summary>
    public static Value Select(MemberCall call)
    {
        RowAxes.RequireNotRows(call, call.Input, [call.Axis(0)], PickedRows);
        return Reductions.Over(call, call.Input, ReductionKind.Sum, [call.Axis(0)]);
    }

    /// <summary>Several tensors of a known number along an axis: chunk, split, unbind give arrays, whose items an index picks.</summary>
    public static Value Pieces(MemberCall call)
    {
        var input = call.Input;
        var dim = call.Axis(0);
        if (input.IsRow)
            RowAxes.RequireNotRows(call, input, [dim], "the rows are cut into pieces, which depends on how the data is split into batches");
        var removes = call.Name == "unbind";
        Check[] checks = input.IsRow ? RowAxes.Checks(call, input, [dim]) : [];
        var node = call.Nodes.Code(NodeTypes.Tensor + "[]", call.Emit().Text, call.Emit().Children, checks);
        var axis = removes && dim >= 0 && dim < input.Axis ? input.Axis - 1 : input.Axis;
        return new ListValue(node, new TensorValue(node, input.Stage, axis, removes ? input.Rank - 1 : input.Rank));
    }

    public const string PickedRows =
        "single rows are picked, and which rows these are depends on how the data is split into batches; use where or a weight to leave "
        + "rows out";

    public static string AlongRows(MemberCall call) =>
        $"'{call.Name}' works along the rows, so its value needs all of them at once; name another axis, or keep the rows with [Collect]";

    private static MemberCall Named(MemberCall call)
    {
        if (call.Name != "topk" && call.Input.IsRow && call.Axes() is null)
            throw call.Refuse(AlongRows(call));
        if (call.Name is "quantile" or "nanquantile" && call.Input.IsRow && call["q"] is not TensorValue { Rank: 0 })
            throw call.Refuse("give one quantile as a number: several would add an axis before the rows'");
        // TorchSharp takes -1 for all axes here.
        if (call.Name is "quantile" or "nanquantile" && call.Input.IsRow && call.Axis(-1) == -1)
            throw call.Refuse(AlongRows(call));
        return call;
    }

    // The rows are not reduced here, so that the kind is not used.
    private static Value Reduced(MemberCall call, long? otherwise)
    {
        var axes = call.Axes() ?? (otherwise is { } last ? [last] : null);
        if (call.Input.IsRow)
            RowAxes.RequireNotRows(call, call.Input, axes ?? [call.Input.Axis], AlongRows(call));
        return Reductions.Over(call, call.Input, ReductionKind.Sum, axes);
    }

    // The axes stay as they are.
    private static TensorValue Kept(MemberCall call, IReadOnlyList<long> axes, string why)
    {
        RowAxes.RequireNotRows(call, call.Input, axes, why);
        return call.Input with { Node = call.Emit([.. RowAxes.Checks(call, call.Input, axes), .. call.Join().Checks]) };
    }
}

/// <summary>Tells whether axes that a call names are the rows'. A negative one counts from the end, and is the rows' only if the rank is
/// known to say so.</summary>
internal static class RowAxes
{
    /// <summary>True if one of the axes is the batch axis.</summary>
    public static bool Contain(MemberCall call, TensorValue value, IReadOnlyList<long> axes) =>
        axes.Any(axis => Normalize(call, value, axis) == value.Axis);

    /// <summary>Statements that make sure, in an update, that negative axes are not the batch axis; operand 0 is the value.</summary>
    public static Check[] Checks(MemberCall call, TensorValue value, IReadOnlyList<long> axes)
    {
        if (value.Rank is not null)
            return [];
        var deepest = axes.Where(a => a < 0).DefaultIfEmpty().Min();
        return deepest == 0 ? [] : [Templates.RankAtLeast(0, value.Axis + 1 - (int)deepest, call.Syntax)];
    }

    /// <summary>The axis from the front; a negative one of a tensor of unknown rank stays as it is, and is not the batch axis.</summary>
    public static long Normalize(MemberCall call, TensorValue value, long axis)
    {
        if (axis >= 0)
            return axis;
        if (value.Rank is { } rank)
            return rank + axis;
        if (value.Axis > 0)
            throw call.Refuse($"axis {axis} may be the rows', which are axis {value.Axis} here; count the axes from the front");
        return axis;
    }

    /// <summary>Refuses a call that works along the rows.</summary>
    public static void RequireNotRows(MemberCall call, TensorValue value, IReadOnlyList<long> axes, string why)
    {
        if (value.IsRow && Contain(call, value, axes))
            throw call.Refuse(why);
    }
}
