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
        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        if (binary.Type.Is(KnownNames.Tensor))
            return Arithmetic.Binary(context, OperatorText(binary), left, right, binary.Syntax);
        if (left is TensorValue or CentredValue || right is TensorValue or CentredValue)
            throw Refuse(binary, "its operands are compared as objects");
        if (left is HostValue l && right is HostValue r)
            return new HostValue(
                binary.OperatorKind switch
                {
                    BinaryOperatorKind.ConditionalAnd => Nodes.And(l.Node, r.Node),
                    BinaryOperatorKind.ConditionalOr => Nodes.Or(l.Node, r.Node),
                    _ => HostArithmetic.Operator(
                        context,
                        $"{{0}} {OperatorText(binary)} {{1}}",
                        binary.Type,
                        binary.IsChecked,
                        binary.Syntax,
                        l.Node,
                        r.Node
                    ),
                },
                HostValues.Later(l.Stage, r.Stage)
            );
        throw Refuse(binary, $"'{Templates.Excerpt(binary.Syntax)}' cannot be followed");
    }

    private static string OperatorText(IBinaryOperation binary) =>
        OperatorText(binary.OperatorKind) ?? throw Refuse(binary, "the operator cannot be followed");

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
        if (operand is HostValue host)
        {
            if (unary.OperatorKind == UnaryOperatorKind.Not && unary.Type is { SpecialType: SpecialType.System_Boolean })
                return host with { Node = Nodes.Not(host.Node) };
            var op = unary.OperatorKind switch
            {
                UnaryOperatorKind.Not => "!",
                UnaryOperatorKind.Minus => "-",
                UnaryOperatorKind.Plus => "+",
                UnaryOperatorKind.BitwiseNegation => "~",
                UnaryOperatorKind.Hat => "^",
                _ => throw Refuse(unary, "the operator cannot be followed"),
            };
            return host with
            {
                Node = HostArithmetic.Operator(context, op + "{0}", unary.Type, unary.IsChecked, unary.Syntax, host.Node),
            };
        }

        return unary.OperatorKind switch
        {
            UnaryOperatorKind.Minus => Arithmetic.Negate(context, operand, unary.Syntax),
            UnaryOperatorKind.BitwiseNegation or UnaryOperatorKind.Not when operand is TensorValue tensor =>
                tensor with { Node = Nodes.Operator(NodeTypes.Tensor, "~{0}", tensor.Node) },
            UnaryOperatorKind.Plus => operand,
            _ => throw Refuse(unary, "the operator cannot be followed"),
        };
    }

    private Value Convert(IConversionOperation conversion)
    {
        var operand = conversion.Operand;
        // The conversion of a constant that is not one itself: 0.5 to a Scalar, null to a tensor.
        var value = Evaluate(operand);
        var type = conversion.Type;
        if (value is TupleValue && !conversion.Conversion.IsIdentity && Strip(operand) is not ITupleOperation)
            throw Refuse(conversion, "the conversion of a tuple cannot be followed; convert its items one by one");
        if (type is null || conversion.Conversion.IsIdentity || value is not (HostValue or TensorValue))
            return value;
        if (value is TensorValue tensor)
            return FromTensor(conversion, tensor, type);
        var host = (HostValue)value;
        if (host.IsNull())
            return host;
        // An axis from a variable that holds a literal.
        if (type.SpecialType == SpecialType.System_Int64 && operand.Type?.SpecialType == SpecialType.System_Int32
            && host.Integer() is { } whole)
            return Constant(Literals.Number(whole), type, conversion.Syntax);
        // What a member of torch takes as nullable is still the same value, a constant in the type that its place wants: 1 as a long.
        if (IsArgumentOfTorch(conversion) && NotNull(type) is var plain && !SymbolEqualityComparer.Default.Equals(plain, type))
        {
            if (SymbolEqualityComparer.Default.Equals(plain, operand.Type))
                return host;
            if (
                host.Node is { Literal: not null }
                && operand.ConstantValue is { HasValue: true, Value: { } number }
                && Retyped(number, plain) is { } retyped
            )
                return Constant(retyped, type, conversion.Syntax);
        }

        if (type.Is(KnownNames.Tensor))
        {
            var scalar = operand.Type is not IArrayTypeSymbol;
            return new TensorValue(Nodes.Cast(NodeTypes.Tensor, host.Node), host.Stage, 0, scalar ? 0 : 1);
        }

        if (host.IsRowCount())
        {
            var target =
                type.Is("TorchSharp.Scalar") ? NodeTypes.Scalar
                : type.SpecialType is SpecialType.System_Double or SpecialType.System_Single ? NodeTypes.Double
                : null;
            if (target is not null)
            {
                var count = CountAs(host.Node, target);
                return new HostValue(
                    type.SpecialType == SpecialType.System_Single ? Nodes.Cast("float", count) : count,
                    host.Stage
                );
            }
        }

        // What the compiler converts by a user's operator it converts again where generated code says the same.
        if (conversion.Conversion.IsUserDefined || conversion.Conversion.IsReference)
            return host;
        return host with { Node = HostArithmetic.Cast(context, type, conversion.IsChecked, conversion.Syntax, host.Node) };
    }

    private static bool IsArgumentOfTorch(IConversionOperation conversion) =>
        conversion.Parent is IArgumentOperation { Parent: IInvocationOperation { TargetMethod.ContainingType: { } owner } }
        && IsTorch(owner);

    private static string? Retyped(object number, ITypeSymbol type) =>
        type.SpecialType switch
        {
            SpecialType.System_Int64 when number is int or long or short or byte => Literals.Number(
                System.Convert.ToInt64(number, System.Globalization.CultureInfo.InvariantCulture)
            ),
            SpecialType.System_Int32 when number is int => Literals.Number(number),
            SpecialType.System_Double when number is int or long or float or double => Literals.Number(
                System.Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture)
            ),
            _ => null,
        };

    private Value FromTensor(IConversionOperation conversion, TensorValue tensor, ITypeSymbol type)
    {
        if (!conversion.Conversion.IsUserDefined)
            return tensor;
        if (tensor.IsRow)
            throw Refuse(conversion, Calls.OneNumber);
        return new HostValue(
            Nodes.Cast(context.TypeName(type, conversion.Syntax), tensor.Node),
            tensor.Stage
        );
    }

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
        return new HostValue(node, values.Select(v => v.Stage).DefaultIfEmpty(Stage.Constant).Max());
    }

    private HostValue Host(IOperation operation, Node node) =>
        new(
            node,
            operation
                .ChildOperations.Select(c => c is IPatternOperation ? Stage.Constant : ValueNodes.StageOf(Evaluate(c)))
                .DefaultIfEmpty()
                .Max()
        );
}
