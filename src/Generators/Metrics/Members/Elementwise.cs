using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Members;

/// <summary>Members that work on corresponding elements of their operands, with broadcasting.</summary>
internal static class Elementwise
{
    /// <summary>A call whose tensor operands correspond element by element.</summary>
    public static Value Call(MemberCall call)
    {
        var joined = call.Join();
        return new TensorValue(call.Emit(joined.Checks), joined.Stage, joined.Axis, joined.Rank);
    }

    /// <summary>A function that makes a tensor from host values alone, or from the shape of another tensor.</summary>
    public static Value Factory(MemberCall call)
    {
        if (call.Name is not ("tensor" or "full" or "ToTensor") && call.Operands.Any(o => o.Value is HostValue && o.Value.IsRowCount()))
            throw call.Refuse(
                "it is as long as a batch, whose rows are only some of all; use zeros_like, ones_like or full_like of a batch tensor"
            );
        var joined = call.Join();
        var rank = call.Name == "tensor" ? RankOf(call.Operands[0].Value) : joined.Rank;
        return new TensorValue(call.Emit(joined.Checks), joined.Stage, joined.Axis, rank);
    }

    /// <summary><c>zeros</c> and the like. With the number of rows as first size, each row of it is the same.</summary>
    public static Value Filled(MemberCall call)
    {
        var sizes = call.Operands.Where(o => s_sizes.Contains(o.Parameter))
            .SelectMany(o => o.Value is ItemsValue items ? items.Items : [o.Value])
            .ToList();
        var others = call.Operands.Where(o => o.Position >= 0 && !s_sizes.Contains(o.Parameter)).Select(o => o.Value).Concat(sizes.Skip(1));
        if (sizes.Count > 0 && sizes[0].IsRowCount() && others.All(o => ValueNodes.StageOf(o) == Stage.Constant))
            return new TensorValue(call.Emit(), Stage.Row, 0, sizes.Count);
        if (call.Operands[0].Value is TensorValue { IsRow: true })
            throw call.Refuse("it has no rows, but the type of a batch tensor; give the type, as in zeros(3, dtype: x.dtype)");
        int? rank = sizes.All(s => s is HostValue { Node.Type: NodeTypes.Long or "int" }) ? sizes.Count : null;
        return ((TensorValue)Factory(call)) with { Rank = rank };
    }

    private static readonly string[] s_sizes = ["size", "rows", "columns", "dim0", "dim1", "dim2", "dim3"];

    private static int? RankOf(Value value) =>
        value switch
        {
            ItemsValue => 1,
            HostValue { Node.Type: var type } => type.Contains(",") ? null
            : type.Contains("[]") || type.Contains("List<") ? 1
            : type.Contains("<") ? null
            : 0,
            _ => null,
        };

    /// <summary>What operands that correspond element by element make together, and what has to be checked before.</summary>
    public static Joined Join(IReadOnlyList<Value> operands, SyntaxNode syntax)
    {
        foreach (var operand in operands)
            RequireUsable(operand, syntax);
        var rows = operands.Select((o, i) => (Tensor: o as TensorValue, Position: i)).Where(o => o.Tensor is { IsRow: true }).ToList();
        var stage = operands.Select(ValueNodes.StageOf).DefaultIfEmpty().Max();
        if (rows.Count == 0)
            return new Joined(stage, 0, CommonRank(operands), []);
        if (operands.FirstOrDefault(o => ValueNodes.StageOf(o) == Stage.Result) is { } result)
            throw new NotStreamableException(syntax, result.IsRowCount() ? CountInRows : ResultInRows);

        var first = rows[0];
        var axis = first.Tensor!.Axis;
        var checks = new List<Check>();
        foreach (var (tensor, position) in rows.Skip(1))
        {
            if (tensor!.Axis != axis)
                throw new NotStreamableException(
                    syntax,
                    $"the rows are axis {axis} of one operand and axis {tensor.Axis} of the other: every row would meet every other row"
                );
            if (tensor.Node != first.Tensor.Node)
                checks.Add(Templates.Meet(first.Position, position, axis, syntax));
        }

        for (var i = 0; i < operands.Count; i++)
        {
            if (operands[i] is TensorValue { Stage: Stage.Constant } constant && constant.Rank != 0)
                checks.Add(Templates.Constant(first.Position, i, axis, syntax));
        }

        return new Joined(Stage.Row, axis, rows.Select(r => r.Tensor!.Rank).FirstOrDefault(r => r is not null), [.. checks]);
    }

    public const string ResultInRows =
        "a value that is known only when all rows are seen is used row by row, so the rows would have to be seen twice; reduce first and "
        + "combine the results";

    public const string CountInRows =
        "the number of rows is known only when all are seen, and is used row by row here; reduce first and divide the result";

    private static void RequireUsable(Value operand, SyntaxNode syntax)
    {
        switch (operand)
        {
            case OfCentred:
                throw new NotStreamableException(syntax, ValueNodes.Centred);
            case RefusedValue refused:
                throw new NotStreamableException(syntax, refused.Reason);
        }
    }

    private static int? CommonRank(IReadOnlyList<Value> operands)
    {
        var ranks = operands.OfType<TensorValue>().Select(t => t.Rank).ToList();
        return ranks.Count > 0 && ranks.All(r => r is not null) ? ranks.Max() : null;
    }
}

/// <summary>Facts of an elementwise result.</summary>
internal sealed record Joined(Stage Stage, int Axis, int? Rank, Check[] Checks);

/// <summary>
/// Arithmetic and comparisons, written as operators or as calls. Both become the same nodes, so that metrics that say the same in two ways
/// share it.
/// </summary>
internal static class Arithmetic
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["add"] = "+", ["sub"] = "-", ["subtract"] = "-", ["mul"] = "*", ["multiply"] = "*", ["div"] = "/", ["divide"] = "/",
        ["true_divide"] = "/", ["eq"] = "==", ["ne"] = "!=", ["not_equal"] = "!=", ["gt"] = ">", ["greater"] = ">", ["ge"] = ">=",
        ["greater_equal"] = ">=", ["lt"] = "<", ["less"] = "<", ["le"] = "<=", ["less_equal"] = "<=",
    };

    private static readonly Dictionary<string, string> s_comparisons = new()
    {
        ["=="] = "eq", ["!="] = "ne", [">"] = "gt", [">="] = "ge", ["<"] = "lt", ["<="] = "le",
    };

    private static readonly Dictionary<string, string> s_mirrored = new()
    {
        ["=="] = "eq", ["!="] = "ne", [">"] = "lt", [">="] = "le", ["<"] = "gt", ["<="] = "ge",
    };

    public static Value Call(MemberCall call)
    {
        if (call.Name is "neg" or "negative")
            return Negate(call.Context, call.Operands[0].Value, call.Syntax);
        if (
            call.Operands[0].Value is CentredValue centred
            && (call.Name == "square" || (call.Name == "pow" && call.Operands.Count == 2 && call.Operands[1].Value.Number() == 2))
        )
            return Centring.Square(centred, call.Context);
        if (call.Operands.Count == 2 && s_names.TryGetValue(call.Name, out var op))
            return Binary(call.Context, op, call.Operands[0].Value, call.Operands[1].Value, call.Syntax);
        return Elementwise.Call(call);
    }

    /// <summary>An operator between two values, at least one of them a tensor.</summary>
    public static Value Binary(PlanningContext context, string op, Value left, Value right, SyntaxNode syntax)
    {
        if (op == "-" && Centring.Difference(context, left, right) is { } difference)
            return difference;
        if (op == "*" && Centring.Product(context, left, right, syntax) is { } product)
            return product;
        if (op == "/" && Centring.Quotient(context, left, right) is { } quotient)
            return quotient;
        var joined = Elementwise.Join([left, right], syntax);
        var (first, second) = (ValueNodes.ToNode(context, left, syntax), ValueNodes.ToNode(context, right, syntax));
        var node = s_comparisons.TryGetValue(op, out var comparison)
            ? context.Nodes.Code(
                NodeTypes.Tensor,
                left is TensorValue ? $"{{0}}.{comparison}({{1}})" : $"{{1}}.{s_mirrored[op]}({{0}})",
                [first, second],
                joined.Checks
            )
            : context.Nodes.Operator(NodeTypes.Tensor, $"{{0}} {op} {{1}}", [first, second], joined.Checks);
        return new TensorValue(node, joined.Stage, joined.Axis, joined.Rank);
    }

    public static Value Negate(PlanningContext context, Value value, SyntaxNode syntax) =>
        value switch
        {
            OfCentred => Centring.Product(
                context,
                value,
                new HostValue(context.Nodes.Code(NodeTypes.Double, "-1.0"), Stage.Constant),
                syntax
            )!,
            TensorValue tensor => tensor with { Node = context.Nodes.Operator(NodeTypes.Tensor, "-{0}", tensor.Node) },
            _ => throw new NotStreamableException(syntax, $"'{Templates.Excerpt(syntax)}' cannot be negated in a streamed metric"),
        };
}
