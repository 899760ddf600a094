using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Members;

/// <summary>
/// Arithmetic and comparisons, written as operators or as calls. Both become the same nodes, so that metrics that say the same in two ways share it.
/// </summary>
internal static class Arithmetic
{
    private static readonly Dictionary<string, string> s_names = new()
    {
        ["add"] = "+", ["sub"] = "-", ["subtract"] = "-", ["mul"] = "*", ["multiply"] = "*", ["div"] = "/", ["divide"] = "/", ["true_divide"] = "/",
        ["eq"] = "==", ["ne"] = "!=", ["not_equal"] = "!=", ["gt"] = ">", ["greater"] = ">", ["ge"] = ">=", ["greater_equal"] = ">=",
        ["lt"] = "<", ["less"] = "<", ["le"] = "<=", ["less_equal"] = "<=",
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
        if (call.Operands[0].Value is CentredValue centred && (call.Name == "square" || (call.Name == "pow" && call.Operands.Count == 2 && call.Operands[1].Value.Number() == 2)))
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
        var (first, second) = (ValueNodes.Of(context, left, syntax), ValueNodes.Of(context, right, syntax));
        var template = s_comparisons.TryGetValue(op, out var comparison)
            ? left is TensorValue ? $"{{0}}.{comparison}({{1}})" : $"{{1}}.{s_mirrored[op]}({{0}})"
            : $"({{0}} {op} {{1}})";
        return new TensorValue(context.Nodes.Add(NodeKind.Code, NodeTypes.Tensor, template, [first, second], joined.Checks), joined.Stage, joined.Axis, joined.Rank);
    }

    public static Value Negate(PlanningContext context, Value value, SyntaxNode syntax) => value switch
    {
        CentredValue or CentredProductValue => Centring.Product(context, value, new HostValue(context.Nodes.Code(NodeTypes.Double, "-1.0"), Stage.Constant), syntax)!,
        TensorValue tensor => tensor with { Node = context.Nodes.Code(NodeTypes.Tensor, "(-{0})", tensor.Node) },
        _ => throw new NotStreamableException(syntax, $"'{Templates.Excerpt(syntax)}' cannot be negated in a streamed metric"),
    };
}
