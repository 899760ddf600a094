using System.Text.RegularExpressions;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// Operators and conversions of numbers, as generated code writes them: it computes what the metric's body computes, with the width and
/// the overflow that the body has.
/// </summary>
internal static class HostArithmetic
{
    private const string Variable = "global::Gen.Training.Metrics.HostValue.Of<{0}>({1})";

    // What is checked, an index, a quotient of integers, and calls but for those that cannot fail.
    private static readonly Regex s_canFail = new(
        @"(?<!un)checked\(|[\[/%]|(?<!unchecked|HostValue\.Of<\w+>)(?<=\w|>)\(", RegexOptions.CultureInvariant);

    /// <summary>An operator of one or two operands.</summary>
    /// <param name="context">The planning.</param>
    /// <param name="template">The operator: <c>{0} + {1}</c>.</param>
    /// <param name="type">Type of the result.</param>
    /// <param name="isChecked">Whether the body's operator throws on overflow.</param>
    /// <param name="syntax">The expression.</param>
    /// <param name="operands">The operands.</param>
    public static Node Operator(
        PlanningContext context,
        string template,
        ITypeSymbol? type,
        bool isChecked,
        SyntaxNode syntax,
        params Node[] operands
    )
    {
        // What the compiler could compute from literals it would refuse on overflow, or warn of: the body computes it while it runs.
        if (operands.All(o => o.IsLiteral))
            operands = [AsVariable(context.Nodes, operands[0]), .. operands.Skip(1)];
        return Computed(context, template, type, isChecked, syntax, operands);
    }

    /// <summary>A conversion that the body does, with or without a cast.</summary>
    public static Node Cast(PlanningContext context, ITypeSymbol type, bool isChecked, SyntaxNode syntax, Node operand)
    {
        if (operand.IsLiteral && IsIntegral(type))
            operand = AsVariable(context.Nodes, operand);
        return Computed(context, $"({context.TypeName(type, syntax)}){{0}}", type, isChecked, syntax, operand);
    }

    /// <summary>True for a type that is computed as <c>int</c>: a result is narrowed to it again.</summary>
    public static bool IsNarrow(ITypeSymbol? type) =>
        type?.SpecialType
            is SpecialType.System_SByte
                or SpecialType.System_Byte
                or SpecialType.System_Int16
                or SpecialType.System_UInt16
                or SpecialType.System_Char;

    /// <summary>True for an operator, a call or an index on the host that need not have a value: it overflows, or there is no such
    /// item.</summary>
    public static bool CanFail(Node node) => node switch
    {
        { Kind: NodeKind.Throw } => true,
        { Kind: NodeKind.Operator { Text: "{0} / {1}" or "{0} % {1}" }, Type: "double" or "float" } => false,
        { Kind: NodeKind.Code, Literal: null, Type: not (NodeTypes.Tensor or NodeTypes.Tensors) } => s_canFail.IsMatch(node.Text),
        _ => false,
    };

    public static bool IsNumber(ITypeSymbol? type) =>
        type?.SpecialType is >= SpecialType.System_Char and <= SpecialType.System_Double;

    private static Node Computed(
        PlanningContext context,
        string template,
        ITypeSymbol? type,
        bool isChecked,
        SyntaxNode syntax,
        params Node[] operands
    )
    {
        var name = context.TypeName(type, syntax);
        // What can fail says so, and is the same in a project that has another default.
        return IsIntegral(type) && (isChecked || ((CSharpCompilationOptions)context.Compilation.Options).CheckOverflow)
            ? context.Nodes.Code(name, $"{(isChecked ? "checked" : "unchecked")}({template})", operands)
            : context.Nodes.Operator(name, template, operands);
    }

    private static bool IsIntegral(ITypeSymbol? type) =>
        type is { TypeKind: TypeKind.Enum }
        || type?.SpecialType
            is >= SpecialType.System_Char and <= SpecialType.System_UInt64
                or SpecialType.System_IntPtr
                or SpecialType.System_UIntPtr;

    /// <summary>A value that the compiler does not know.</summary>
    public static Node AsVariable(NodeTable nodes, Node literal) =>
        nodes.Code(literal.Type, string.Format(System.Globalization.CultureInfo.InvariantCulture, Variable, literal.Type, "{0}"), literal);
}
