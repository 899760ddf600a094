using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;

namespace Gen.Generators.Metrics.Members;

/// <summary>Members that move, add, remove or merge axes.</summary>
internal static class MovedAxes
{
    /// <summary><c>T</c> and <c>t()</c>: two axes change places.</summary>
    public static Value Transposed(MemberCall call)
    {
        if (call.Operands[0].Value is CentredValue { Dims.Count: 1 } centred)
        {
            var rows = (TensorValue)Transposed(call with { Operands = [call.Operands[0] with { Value = centred.Rows }] });
            return centred with { Rows = rows, Dims = [1 - centred.Dims[0]] };
        }

        var input = call.Input;
        if (input is { IsRow: true, Rank: not (null or 2) })
            throw call.Refuse("only a matrix can be transposed without naming axes");
        Check[] checks = input is { IsRow: true, Rank: null } ? [Templates.Rank(0, 2, call.Syntax)] : [];
        var node = call.Nodes.Code(NodeTypes.Tensor, call.Name == "T" ? "{0}.T" : "{0}.t()", [input.Node], checks);
        return input.IsRow ? new TensorValue(node, Stage.Row, 1 - input.Axis, 2) : input with { Node = node };
    }

    public static Value Transpose(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage, 0, input.Rank);
        var axes = call.Operands.Skip(1).Select(o => FromFront(call, o)).ToList();
        var axis = axes[0] == input.Axis ? axes[1] : axes[1] == input.Axis ? axes[0] : input.Axis;
        return new TensorValue(call.Emit(), Stage.Row, (int)axis, input.Rank);
    }

    public static Value Permute(MemberCall call)
    {
        var input = call.Input;
        var order = call.Operands.Skip(1).SelectMany(o => o.Value.Integers() ?? throw call.RefuseAxis(o)).ToList();
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage, 0, order.Count);
        var axis = order.Select(a => a < 0 ? a + order.Count : a).ToList().IndexOf(input.Axis);
        return axis < 0
            ? throw call.Refuse("the permutation leaves the rows' axis out")
            : new TensorValue(call.Emit(), Stage.Row, axis, order.Count);
    }

    public static Value MoveDim(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage, 0, input.Rank);
        if (
            call.Operands.Count < 3
            || One(call.Operands[1].Value) is not (>= 0 and var source)
            || One(call.Operands[2].Value) is not (>= 0 and var destination)
        )
            throw call.Refuse("move one axis, and count it from the front");
        var axis = source == input.Axis ? destination : input.Axis - (source < input.Axis ? 1 : 0);
        if (source != input.Axis && destination <= axis)
            axis++;
        return new TensorValue(call.Emit(), Stage.Row, (int)axis, input.Rank);
    }

    public static Value Unsqueeze(MemberCall call)
    {
        var input = call.Input;
        var dim = call.Axis(0);
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage, 0, input.Rank + 1);
        if (dim < 0 && input.Rank is { } rank)
            dim += rank + 1;
        if (dim >= 0)
            return new TensorValue(call.Emit(), Stage.Row, dim <= input.Axis ? input.Axis + 1 : input.Axis, input.Rank + 1);
        if (input.Axis > 0)
            throw call.Refuse($"axis {dim} may be before or after the rows'; count it from the front");
        // The new axis is at rank + 1 + dim, behind the rows if the rank is at least -dim.
        return new TensorValue(call.Emit(dim < -1 ? [Templates.RankAtLeast(0, (int)-dim, call.Syntax)] : []), Stage.Row, 0, input.Rank + 1);
    }

    public static Value Squeeze(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage);
        if (call.Axes() is not { Count: 1 } axes)
            throw call.Refuse("squeeze() without an axis also takes the rows' axis away where a batch has one row; name the axis");
        var dim = axes[0];
        RowAxes.RequireNotRows(call, input, [dim], "the rows' axis goes away where a batch has one row");
        var checks = RowAxes.Checks(call, input, [dim]);
        if (dim < 0 && input.Rank is { } rank)
            dim += rank;
        // Whether the axis goes away depends on its size; before the rows' that would move them.
        if (dim >= 0 && dim < input.Axis)
            return new TensorValue(
                call.Emit([.. checks, Templates.SizeIs(0, (int)dim, "1", call.Syntax)]), Stage.Row, input.Axis - 1, input.Rank - 1);
        return new TensorValue(call.Emit(checks), Stage.Row, input.Axis);
    }

    /// <summary><c>flatten</c> and <c>ravel</c>: of everything (the axis is then one of items), or of the axes behind the rows'.</summary>
    public static Value Flatten(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage);
        var start = call["start_dim"] is { } s ? s.Integer() ?? throw AxesAreConstants(call) : 0;
        var end = call["end_dim"] is { } e ? e.Integer() ?? throw AxesAreConstants(call) : -1;
        if (start == 0 && input.Axis == 0)
            return new TensorValue(call.Emit(), Stage.Row, 0, end == -1 ? 1 : null);
        if (start > input.Axis)
            return new TensorValue(call.Emit(), Stage.Row, input.Axis, end == -1 ? (int)start + 1 : null);
        throw call.Refuse("the rows are merged with an axis before them, so that the items of a row would not stand together");
    }

    /// <summary><c>view</c> and <c>reshape</c>: the rows stay in front, or everything becomes items.</summary>
    public static Value Reshape(MemberCall call)
    {
        if (call["dtype"] is not null)
            throw call.Refuse("it reads the bytes of the values as another type");

        // What contiguous() gave, view() needs, and it is left out: reshape gives the same.
        call = call with { Name = "reshape" };
        var input = call.Input;
        var sizes = call.Items();
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage, 0, sizes.Count);
        if (sizes.Count == 0 || input.Axis != 0)
            throw call.Refuse("the rows are not the first axis, so that reshaping mixes them");
        if (sizes.Count == 1 && sizes[0].Integer() == -1)
            return new TensorValue(call.Emit(), Stage.Row, 0, 1);
        if (sizes.Skip(1).Any(s => ValueNodes.StageOf(s) == Stage.Result))
            throw call.Refuse(Elementwise.CountInRows);
        var rows = call.Nodes.Rows(NodeTypes.Long);
        if (sizes[0].IsRowCount())
            return new TensorValue(call.Emit(), Stage.Row, 0, sizes.Count);
        if (sizes[0].Integer() == -1)
        {
            var reshaped = call.Emit();
            var whole = call.Nodes.Code(NodeTypes.Tensor, "{0}", [reshaped, rows], Templates.WholeItems(0, 0, 1, call.Syntax));
            return new TensorValue(whole, Stage.Row, 0, sizes.Count);
        }

        throw call.Refuse(
            "reshaping mixes the rows: keep them as the first axis, as in view(x.shape[0], -1), or make all items with view(-1)"
        );
    }

    /// <summary><c>expand</c>: the rows' axis keeps its size.</summary>
    public static Value Expand(MemberCall call)
    {
        var input = call.Input;
        var sizes = call
            .Operands.Skip(1)
            .Where(o => o.Parameter != "isImplicit")
            .SelectMany(o => o.Value is ItemsValue items ? items.Items : [o.Value])
            .ToList();
        if (!input.IsRow)
        {
            // expand(n, …): each row is the same.
            var others = sizes.Skip(1).Select(ValueNodes.StageOf).Append(input.Stage).Max();
            var isRow = others == Stage.Constant && input.Rank < sizes.Count && sizes[0].IsRowCount();
            var stage = isRow ? Stage.Row : HostValues.Later(others, ValueNodes.StageOf(sizes[0]));
            return new TensorValue(call.Emit(), stage, 0, sizes.Count);
        }

        if (sizes.Count <= input.Axis || !(sizes[input.Axis].Integer() == -1 || sizes[input.Axis].IsRowCount()))
            throw call.Refuse("the rows' axis would be given another size; use -1 for it");
        return new TensorValue(call.Emit(Templates.Rank(0, sizes.Count, call.Syntax)), Stage.Row, input.Axis, sizes.Count);
    }

    /// <summary><c>repeat</c>, <c>tile</c>: not along the rows.</summary>
    public static Value Repeat(MemberCall call)
    {
        var input = call.Input;
        if (!input.IsRow)
            return new TensorValue(call.Emit(), input.Stage);
        var times = call.Items();
        if (times.Count <= input.Axis || times[input.Axis].Integer() != 1)
            throw call.Refuse("the rows would be repeated, and meet rows that they are not");
        return new TensorValue(call.Emit(Templates.Rank(0, times.Count, call.Syntax)), Stage.Row, input.Axis, times.Count);
    }

    /// <summary><c>cat</c>: joins along an axis that is not the rows'.</summary>
    public static Value Concatenate(MemberCall call)
    {
        var (items, joined) = Items(call);
        if (joined.Stage != Stage.Row)
            return new TensorValue(call.Emit(), joined.Stage, 0, joined.Rank);
        var dim = call.Axis(0);
        var first = items.First(i => i.IsRow);
        const string order =
            "the rows of one tensor are put after those of another, so that the order depends on the split into batches; reduce each and add";
        RowAxes.RequireNotRows(call, first, [dim], order);
        if (items.Any(i => !i.IsRow))
            throw call.Refuse("a tensor that has no rows cannot be joined with rows");
        var node = call.Emit();
        if (dim < 0 && first.Rank is null)
            node = call.Nodes.Code(
                NodeTypes.Tensor, "{1}", [first.Node, node], Templates.RankAtLeast(0, first.Axis + 1 - (int)dim, call.Syntax));
        return new TensorValue(node, Stage.Row, joined.Axis, joined.Rank);
    }

    /// <summary><c>stack</c>: a new axis, before or behind the rows'.</summary>
    public static Value Stack(MemberCall call)
    {
        var (items, joined) = Items(call);
        if (joined.Stage != Stage.Row)
            return new TensorValue(call.Emit(), joined.Stage, 0, joined.Rank + 1);
        if (items.Any(i => !i.IsRow))
            throw call.Refuse("a tensor that has no rows cannot be stacked with rows");
        var dim = call.Axis(0);
        if (dim < 0)
            dim =
                joined.Rank is { } rank ? dim + rank + 1
                : dim == -1 && joined.Axis == 0 ? 1
                : throw call.Refuse("count the axis from the front");
        return new TensorValue(call.Emit(), Stage.Row, dim <= joined.Axis ? joined.Axis + 1 : joined.Axis, joined.Rank + 1);
    }

    private static (IReadOnlyList<TensorValue> Items, Joined Joined) Items(MemberCall call)
    {
        var values = call.Operands[0].Value switch
        {
            ItemsValue items => items.Items,
            ListValue { Item: { } item } => [item],
            TensorValue => throw call.Refuse($"'{call.Name}' of this many operands is not known"),
            _ => throw call.Refuse("what is put together has to be a list whose items can be followed"),
        };
        var joined = Elementwise.Join(values, call.Syntax);
        return (values.OfType<TensorValue>().ToList(), joined);
    }

    private static long? One(Value value) => value.Integers() is { Count: 1 } axes ? axes[0] : null;

    private static long FromFront(MemberCall call, Operand operand)
    {
        var axis = operand.Value.Integer() ?? throw call.RefuseAxis(operand);
        if (axis >= 0)
            return axis;
        return call.Input.Rank is { } rank
            ? axis + rank
            : throw call.Refuse($"axis {axis} may be the rows'; count the axes from the front");
    }

    private static NotStreamableException AxesAreConstants(MemberCall call) =>
        call.Refuse($"the axes of '{call.Name}' must be constants: which axis holds the rows has to be known when the code is built");
}
