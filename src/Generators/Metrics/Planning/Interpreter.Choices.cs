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
            case (ThrowValue thrown, TensorValue or HostValue):
                return Otherwise((NodeValue)whenFalse, node => Nodes.If(node.Type, condition.Node, Throw(thrown, node.Type), node));
            case (TensorValue or HostValue, ThrowValue thrown):
                return Otherwise((NodeValue)whenTrue, node => Nodes.If(node.Type, condition.Node, node, Throw(thrown, node.Type)));
            case (TensorValue or HostValue, TensorValue or HostValue) when whenTrue is TensorValue || whenFalse is TensorValue:
                return Choose(condition, AsTensor(whenTrue), AsTensor(whenFalse), syntax);
            case (HostValue left, HostValue right):
                var name = type is null ? left.Node.Type : context.TypeName(type, syntax);
                return new HostValue(
                    Nodes.If(name, condition.Node, left.Node, right.Node), ValueNodes.Latest([condition, left, right]));
            case (TupleValue left, TupleValue right) when left.Items.Count == right.Items.Count:
                return new TupleValue(left.Items.Zip(right.Items, (l, r) => Choose(condition, l, r, syntax, null)).ToList());
            case (ListValue left, ListValue right):
                var either = (ListValue)JoinKinds(left, right, syntax);
                CheckCondition(condition, either.Item, syntax);
                return either with
                {
                    Node = Nodes.If(NodeTypes.Tensors, condition.Node, left.Node, right.Node),
                    Item = either.Item is { } item ? item with { Stage = HostValues.Later(condition.Stage, item.Stage) } : null,
                };
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
        CheckCondition(condition, whenTrue.IsRow ? whenTrue : whenFalse, syntax);
        if (whenTrue.IsRow != whenFalse.IsRow)
            throw Undecided(condition, syntax, "it is row by row under one condition and not under the other");
        if (whenTrue.IsRow && whenTrue.Axis != whenFalse.Axis)
            throw Undecided(condition, syntax, "the rows are another axis under one condition than under the other");
        return new TensorValue(
            Nodes.If(NodeTypes.Tensor, condition.Node, whenTrue.Node, whenFalse.Node),
            ValueNodes.Latest([condition, whenTrue, whenFalse]),
            whenTrue.Axis,
            whenTrue.Rank == whenFalse.Rank ? whenTrue.Rank : null);
    }

    private void CheckCondition(HostValue condition, TensorValue? chosen, SyntaxNode syntax)
    {
        if (condition.Stage == Stage.Result && chosen is { IsRow: true })
            throw new NotStreamableException(
                _conditions.TryGetValue(condition.Node, out var test) ? test : syntax,
                "what is computed for each row depends on a value that is known only when all rows are seen"
            );
    }

    private static NodeValue Otherwise(NodeValue value, System.Func<Node, Node> choose) => value with { Node = choose(value.Node) };

    private Node Throw(ThrowValue thrown, string type) => Nodes.Throw(type, thrown.Exception.Text, thrown.Exception.Children);

    private Value Switch(ISwitchExpressionOperation choice)
    {
        var operand = Operand(choice.Value);
        Value? result = null;
        foreach (var arm in choice.Arms.Reverse())
        {
            if (arm.Locals.Length > 0)
                throw Refuse(arm, "a pattern with a variable cannot be followed");
            var value = Evaluate(arm.Value);
            var test = new HostValue(Pattern(arm.Pattern, operand), operand.Stage);
            if (arm.Guard is { } guard)
                test = And(test, Condition(Evaluate(guard), guard));
            result = Choose(test, value, result ?? NoCase(choice), arm.Syntax, choice.Type);
        }

        return result ?? throw Refuse(choice, "a switch without cases has no value");
    }

    private ThrowValue NoCase(ISwitchExpressionOperation choice)
    {
        const string type = "global::System.InvalidOperationException";
        var message = Literals.Text("No case of the switch matches: " + Templates.Excerpt(choice.Value.Syntax));
        return new(Nodes.Code(type, $"new {type}({Templates.Escape(message)})"));
    }

    /// <summary>A test of a host value.</summary>
    private Node Pattern(IPatternOperation pattern, HostValue operand)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                var value = Operand(constant.Value);
                return value.IsNull() ? Test("{0} is null", operand) : Test("{0} == {1}", operand, value);
            case IRelationalPatternOperation relation:
                return Test($"{{0}} {OperatorText(relation.OperatorKind)} {{1}}", operand, Operand(relation.Value));
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
            case IDeclarationPatternOperation typed when typed.MatchesNull || typed.NarrowedType.Is(NotNull(typed.InputType)):
                Declare(typed.DeclaredSymbol, typed.NarrowedType, operand, pattern);
                return typed.MatchesNull ? Nodes.True : NotNull(operand, typed.InputType);
            default:
                throw Refuse(pattern, $"the pattern '{Templates.Excerpt(pattern.Syntax)}' cannot be followed");
        }
    }

    private Node Test(string template, params HostValue[] operands) =>
        Nodes.Operator(NodeTypes.Bool, template, [.. operands.Select(o => o.Node)]);

    private Node NotNull(HostValue operand, ITypeSymbol type) =>
        type.IsValueType && NotNull(type).Is(type) ? Nodes.True : Test("{0} is not null", operand);

    // What a pattern binds is the value itself, where the pattern matched.
    private void Declare(ISymbol? symbol, ITypeSymbol type, HostValue operand, IOperation pattern)
    {
        if (symbol is null)
            return;
        var name = context.TypeName(NotNull(type), pattern.Syntax);
        var node = type.IsValueType ? Nodes.Cast(name, operand.Node) : Nodes.Code(name, "{0}!", operand.Node);
        _variables.Set(symbol, operand with { Node = node });
    }

    private static ITypeSymbol NotNull(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: { Length: 1 } underlying }
            ? underlying[0]
            : type;
}
