using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Operators and conversions.</content>
internal sealed partial class Interpreter
{
    private Value Binary(IBinaryOperation binary)
    {
        var (left, right) = (Evaluate(binary.LeftOperand), Evaluate(binary.RightOperand));
        var op = OperatorText(binary.OperatorKind) ?? throw Refuse(binary, "the operator cannot be followed");
        if (binary.Type.Is(KnownNames.Tensor))
            return Arithmetic.Binary(context, op, left, right, binary.Syntax);
        if (left is TensorValue or CentredValue || right is TensorValue or CentredValue)
            throw Refuse(binary, "its operands are compared as objects");
        if (left is not HostValue l || right is not HostValue r)
            throw Refuse(binary, $"'{Templates.Excerpt(binary.Syntax)}' cannot be followed");
        var node = op switch
        {
            "&&" => Nodes.And(l.Node, r.Node),
            "||" => Nodes.Or(l.Node, r.Node),
            _ => HostArithmetic.Operator(
                context, $"{{0}} {op} {{1}}", binary.Type, binary.IsChecked, binary.Syntax, l.Node, r.Node),
        };
        return new HostValue(node, HostValues.Later(l.Stage, r.Stage));
    }

    private static string? OperatorText(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.Add => "+",
        BinaryOperatorKind.Subtract => "-",
        BinaryOperatorKind.Multiply => "*",
        BinaryOperatorKind.Divide => "/",
        BinaryOperatorKind.Remainder => "%",
        BinaryOperatorKind.LeftShift => "<<",
        BinaryOperatorKind.RightShift => ">>",
        BinaryOperatorKind.And => "&",
        BinaryOperatorKind.Or => "|",
        BinaryOperatorKind.ExclusiveOr => "^",
        BinaryOperatorKind.ConditionalAnd => "&&",
        BinaryOperatorKind.ConditionalOr => "||",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        _ => null,
    };

    private Value Unary(IUnaryOperation unary)
    {
        var operand = Evaluate(unary.Operand);
        var op = unary.OperatorKind switch
        {
            UnaryOperatorKind.Not => "!",
            UnaryOperatorKind.Minus => "-",
            UnaryOperatorKind.Plus => "+",
            UnaryOperatorKind.BitwiseNegation => "~",
            UnaryOperatorKind.Hat => "^",
            _ => throw Refuse(unary, "the operator cannot be followed"),
        };
        return (operand, op) switch
        {
            (HostValue host, "!") when unary.Type?.SpecialType == SpecialType.System_Boolean => host with { Node = Nodes.Not(host.Node) },
            (HostValue host, _) => host with
            {
                Node = HostArithmetic.Operator(context, op + "{0}", unary.Type, unary.IsChecked, unary.Syntax, host.Node),
            },
            (_, "-") => Arithmetic.Negate(context, operand, unary.Syntax),
            (TensorValue tensor, "~" or "!") => tensor with { Node = Nodes.Operator(NodeTypes.Tensor, "~{0}", tensor.Node) },
            (_, "+") => operand,
            _ => throw Refuse(unary, "the operator cannot be followed"),
        };
    }

    private Value Convert(IConversionOperation conversion)
    {
        var operand = conversion.Operand;
        var value = Evaluate(operand);
        var type = conversion.Type;
        if (value is TupleValue && !conversion.Conversion.IsIdentity && operand.Unconverted() is not ITupleOperation)
            throw Refuse(conversion, "the conversion of a tuple cannot be followed; convert its items one by one");
        if (type is null || conversion.Conversion.IsIdentity || value.IsNull())
            return value;
        if (value is TensorValue tensor)
            return FromTensor(conversion, tensor, type);
        if (value is not HostValue host)
            return value;
        // An axis from a variable that holds a literal.
        if (type.SpecialType == SpecialType.System_Int64 && operand.Type?.SpecialType == SpecialType.System_Int32
            && host.Integer() is { } whole)
            return Constant(Literals.Number(whole), type, conversion.Syntax);
        // What a member of torch takes as nullable is still the same value, a constant in the type that its place wants: 1 as a long.
        if (IsArgumentOfTorch(conversion) && NotNull(type) is var plain && !plain.Is(type))
        {
            if (plain.Is(operand.Type))
                return host;
            if (host.Node.Literal is not null && operand.ConstantValue is { HasValue: true, Value: { } number }
                && Retyped(number, plain) is { } retyped)
                return Constant(retyped, type, conversion.Syntax);
        }

        if (type.Is(KnownNames.Tensor))
            return new TensorValue(Nodes.Cast(NodeTypes.Tensor, host.Node), host.Stage, 0, operand.Type is IArrayTypeSymbol ? 1 : 0);
        if (host.IsRowCount() && type.Is("TorchSharp.Scalar"))
            return host with { Node = CountAs(host.Node, NodeTypes.Scalar) };
        if (host.IsRowCount() && type.SpecialType is SpecialType.System_Double or SpecialType.System_Single)
        {
            var count = CountAs(host.Node, NodeTypes.Double);
            return host with { Node = type.SpecialType == SpecialType.System_Double ? count : Nodes.Cast("float", count) };
        }

        // What the compiler converts by a user's operator it converts again where generated code says the same.
        return conversion.Conversion.IsUserDefined || conversion.Conversion.IsReference
            ? host
            : host with { Node = HostArithmetic.Cast(context, type, conversion.IsChecked, conversion.Syntax, host.Node) };
    }

    private static bool IsArgumentOfTorch(IConversionOperation conversion) =>
        conversion.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { } owner } }
        && IsTorch(owner);

    private static string? Retyped(object number, ITypeSymbol type) => (type.SpecialType, number) switch
    {
        (SpecialType.System_Int64, int or long or short or byte) => Literals.Number(System.Convert.ToInt64(number)),
        (SpecialType.System_Int32, int) => Literals.Number(number),
        (SpecialType.System_Double, int or long or float or double) => Literals.Number(System.Convert.ToDouble(number)),
        _ => null,
    };

    private Value FromTensor(IConversionOperation conversion, TensorValue tensor, ITypeSymbol type) =>
        !conversion.Conversion.IsUserDefined ? tensor
        : tensor.IsRow ? throw Refuse(conversion, Calls.OneNumber)
        : new HostValue(Nodes.Cast(context.TypeName(type, conversion.Syntax), tensor.Node), tensor.Stage);

    /// <summary>A number of rows or elements as the type that its place wants: a fractional weight makes it fractional where that is
    /// possible.</summary>
    private Node CountAs(Node count, string type) => Nodes.Add(count.Kind, type, count.Children);

    /// <summary>An expression that must be a host value.</summary>
    private HostValue Operand(IOperation operation) => Evaluate(operation) switch
    {
        HostValue host => host,
        RefusedValue refused => throw Refuse(operation, refused.Reason),
        TensorValue { IsRow: true } => throw Refuse(operation, "a value of the rows is used where a number is needed"),
        _ => throw Refuse(operation, $"'{Templates.Excerpt(operation.Syntax)}' cannot be followed"),
    };

    private HostValue Combine(IOperation operation, string template, params IOperation[] operands)
    {
        var values = operands.Select(Operand).ToList();
        var node = Nodes.Code(context.TypeName(operation.Type, operation.Syntax), template, values.Select(v => v.Node));
        return new HostValue(node, ValueNodes.Latest(values));
    }
}
