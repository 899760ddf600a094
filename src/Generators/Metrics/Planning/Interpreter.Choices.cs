using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Values that depend on a condition.</content>
internal sealed partial class Interpreter
{
    // Where each condition stands, for messages about what depends on it.
    private readonly Dictionary<Node, SyntaxNode> _conditions = [];

    private HostValue Condition(Value value, IOperation operation)
    {
        if (value is not HostValue host)
            throw Refuse(operation, "the condition depends on the rows of a batch; use where");
        _conditions[host.Node] = operation.Syntax;
        return host;
    }

    /// <summary>One value or the other.</summary>
    private Value Choose(HostValue condition, Value whenTrue, Value whenFalse, SyntaxNode syntax, ITypeSymbol? type)
    {
        if (Equals(whenTrue, whenFalse))
            return whenTrue;
        if (Known(condition) is { } known)
            return known ? whenTrue : whenFalse;
        switch (whenTrue, whenFalse)
        {
            case (ThrowValue thrown, ThrowValue):
                return thrown;
            case (ThrowValue thrown, TensorValue tensor):
                return tensor with { Node = Nodes.If(NodeTypes.Tensor, condition.Node, Throw(thrown, NodeTypes.Tensor), tensor.Node) };
            case (TensorValue tensor, ThrowValue thrown):
                return tensor with { Node = Nodes.If(NodeTypes.Tensor, condition.Node, tensor.Node, Throw(thrown, NodeTypes.Tensor)) };
            case (ThrowValue thrown, HostValue host):
                return host with { Node = Nodes.If(host.Node.Type, condition.Node, Throw(thrown, host.Node.Type), host.Node) };
            case (HostValue host, ThrowValue thrown):
                return host with { Node = Nodes.If(host.Node.Type, condition.Node, host.Node, Throw(thrown, host.Node.Type)) };
            case (TensorValue or HostValue, TensorValue or HostValue) when whenTrue is TensorValue || whenFalse is TensorValue:
                return Choose(condition, AsTensor(whenTrue), AsTensor(whenFalse), syntax);
            case (HostValue left, HostValue right):
                var name = type is null ? left.Node.Type : context.TypeName(type, syntax);
                return new HostValue(
                    Nodes.If(name, condition.Node, left.Node, right.Node),
                    new[] { condition.Stage, left.Stage, right.Stage }.Max()
                );
            case (TupleValue left, TupleValue right) when left.Items.Count == right.Items.Count:
                return new TupleValue(left.Items.Zip(right.Items, (l, r) => Choose(condition, l, r, syntax, null)).ToList());
            case (ListValue { Node: { Kind: NodeKind.Append } one } left, ListValue { Node: { Kind: NodeKind.Append } other })
                when one.Children[0] == other.Children[0]:
                // Each way adds an item to the same list: then one item is added, either of the two.
                var item = Nodes.If(NodeTypes.Tensor, condition.Node, one.Children[1], other.Children[1]);
                return left with { Node = Nodes.Append(one.Children[0], item) };
            case (ListValue left, ListValue right):
                var either = (ListValue)WithNode(
                    JoinKinds(left, right, syntax),
                    Nodes.If(NodeTypes.Tensors, condition.Node, left.Node, right.Node)
                );
                CheckCondition(condition, either.Item, syntax);
                return either with { Item = either.Item! with { Stage = HostValues.Later(condition.Stage, either.Item.Stage) } };
            default:
                throw Undecided(condition, syntax, "which of two values it is cannot be followed: they are not of one kind");
        }
    }

    private bool? Known(Value condition) => condition is HostValue host ? context.Assumptions.Known(host.Node) : null;

    // A plan for each outcome, where that can be; else the reason why there is none.
    private System.Exception Undecided(HostValue condition, SyntaxNode syntax, string reason) =>
        context.Assumptions.CanAssume(condition)
            ? new UndecidedException(condition.Node)
            : new NotStreamableException(syntax, reason);

    private TensorValue AsTensor(Value value) => value switch
    {
        TensorValue tensor => tensor,
        HostValue host => new TensorValue(Nodes.Cast(NodeTypes.Tensor, host.Node), host.Stage, 0, 0),
        _ => throw new System.InvalidOperationException(),
    };

    private TensorValue Choose(HostValue condition, TensorValue whenTrue, TensorValue whenFalse, SyntaxNode syntax)
    {
        var stage = HostValues.Later(condition.Stage, HostValues.Later(whenTrue.Stage, whenFalse.Stage));
        CheckCondition(condition, whenTrue.IsRow ? whenTrue : whenFalse, syntax);
        if (whenTrue.IsRow != whenFalse.IsRow)
            throw Undecided(condition, syntax, "it is row by row under one condition and not under the other");
        if (whenTrue.IsRow && whenFalse.IsRow && whenTrue.Axis != whenFalse.Axis)
            throw Undecided(condition, syntax, "the rows are another axis under one condition than under the other");
        var node = Nodes.If(NodeTypes.Tensor, condition.Node, whenTrue.Node, whenFalse.Node);
        return new TensorValue(
            node,
            stage,
            whenTrue.IsRow ? whenTrue.Axis : whenFalse.Axis,
            whenTrue.Rank == whenFalse.Rank ? whenTrue.Rank : null
        );
    }

    private void CheckCondition(HostValue condition, TensorValue? chosen, SyntaxNode syntax)
    {
        if (condition.Stage == Stage.Result && chosen is { IsRow: true })
            throw new NotStreamableException(
                _conditions.TryGetValue(condition.Node, out var test) ? test : syntax,
                "what is computed for each row depends on a value that is known only when all rows are seen"
            );
    }

    private Node Throw(ThrowValue thrown, string type) => Nodes.Throw(type, thrown.Exception.Text, thrown.Exception.Children);

    private Value Switch(ISwitchExpressionOperation choice)
    {
        var operand = Operand(choice.Value);
        var arms = choice.Arms;
        Value? result = null;
        for (var i = arms.Length - 1; i >= 0; i--)
        {
            var arm = arms[i];
            if (arm.Locals.Length > 0)
                throw Refuse(arm, "a pattern with a variable cannot be followed");
            var value = Evaluate(arm.Value);
            if (arm.Pattern is IDiscardPatternOperation && arm.Guard is null)
            {
                result = value;
                continue;
            }

            var test = new HostValue(Pattern(arm.Pattern, operand), operand.Stage);
            if (arm.Guard is { } guard)
                test = And(test, Condition(Evaluate(guard), guard));
            result = result is null
                ? Choose(test, value, NoCase(choice), arm.Syntax, choice.Type)
                : Choose(test, value, result, arm.Syntax, choice.Type);
        }

        return result ?? throw Refuse(choice, "a switch without cases has no value");
    }

    private ThrowValue NoCase(ISwitchExpressionOperation choice) =>
        new(
            Nodes.Code(
                "global::System.InvalidOperationException",
                "new global::System.InvalidOperationException("
                    + Templates.Escape(Literals.Text("No case of the switch matches: " + Templates.Excerpt(choice.Value.Syntax)))
                    + ")"
            )
        );

    /// <summary>A test of a host value.</summary>
    private Node Pattern(IPatternOperation pattern, HostValue operand)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                var value = Operand(constant.Value);
                return value.IsNull()
                    ? Nodes.Operator(NodeTypes.Bool, "{0} is null", operand.Node)
                    : Nodes.Operator(NodeTypes.Bool, "{0} == {1}", operand.Node, value.Node);
            case IRelationalPatternOperation relation:
                var sign = relation.OperatorKind switch
                {
                    BinaryOperatorKind.LessThan => "<",
                    BinaryOperatorKind.LessThanOrEqual => "<=",
                    BinaryOperatorKind.GreaterThan => ">",
                    _ => ">=",
                };
                return Nodes.Operator(NodeTypes.Bool, $"{{0}} {sign} {{1}}", operand.Node, Operand(relation.Value).Node);
            case INegatedPatternOperation negated:
                return Nodes.Not(Pattern(negated.Pattern, operand));
            case IBinaryPatternOperation both:
                var (left, right) = (Pattern(both.LeftPattern, operand), Pattern(both.RightPattern, operand));
                return both.OperatorKind == BinaryOperatorKind.And ? Nodes.And(left, right) : Nodes.Or(left, right);
            case IDiscardPatternOperation:
                return Nodes.True;
            case IRecursivePatternOperation { DeconstructionSubpatterns.Length: 0, PropertySubpatterns.Length: 0 } present:
                Declare(present.DeclaredSymbol, present.NarrowedType, operand, pattern);
                return NotNull(operand, present.InputType);
            case IDeclarationPatternOperation { MatchesNull: true } any:
                Declare(any.DeclaredSymbol, any.NarrowedType, operand, pattern);
                return Nodes.True;
            case IDeclarationPatternOperation typed
                when SymbolEqualityComparer.Default.Equals(typed.NarrowedType, NotNull(typed.InputType)):
                Declare(typed.DeclaredSymbol, typed.NarrowedType, operand, pattern);
                return NotNull(operand, typed.InputType);
            default:
                throw Refuse(pattern, $"the pattern '{Templates.Excerpt(pattern.Syntax)}' cannot be followed");
        }
    }


    private Node NotNull(HostValue operand, ITypeSymbol type) =>
        type.IsValueType && type.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            ? Nodes.True
            : Nodes.Operator(NodeTypes.Bool, "{0} is not null", operand.Node);

    // What a pattern binds is the value itself, where the pattern matched.
    private void Declare(ISymbol? symbol, ITypeSymbol type, HostValue operand, IOperation pattern)
    {
        if (symbol is null)
            return;
        var name = context.TypeName(NotNull(type), pattern.Syntax);
        _variables.Set(
            symbol,
            operand with
            {
                Node = type.IsValueType ? Nodes.Cast(name, operand.Node) : Nodes.Code(name, "{0}!", operand.Node),
            }
        );
    }

    private static ITypeSymbol NotNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } underlying }
            ? underlying[0]
            : type;
}
