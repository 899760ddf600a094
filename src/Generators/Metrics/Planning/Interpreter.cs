using System.Collections.Immutable;
using System.Text;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// Runs a metric's body with values that say, instead of numbers, how they are computed and how they depend on the rows. Helper methods are
/// run the same way; what cannot be followed ends it with a <see cref="NotStreamableException"/>.
/// </summary>
internal sealed partial class Interpreter(PlanningContext context)
{
    private Variables _variables = new();

    private NodeTable Nodes => context.Nodes;

    /// <summary>Runs a method with given arguments.</summary>
    public Value Run(IMethodSymbol method, IOperation body, Variables arguments)
    {
        context.CheckOnce(body);
        var outer = _variables;
        _variables = arguments;
        context.Calls.Push(method);
        try
        {
            var flow = Execute(body is IMethodBodyOperation whole ? whole.BlockBody ?? whole.ExpressionBody! : body);
            return flow.Value ?? throw new NotStreamableException(body.Syntax, $"'{method.Name}' does not always return a value");
        }
        finally
        {
            context.Calls.Pop();
            _variables = outer;
        }
    }

    /// <summary>Evaluates an expression.</summary>
    public Value Evaluate(IOperation operation)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        if (operation.ConstantValue.HasValue && operation is not IFieldReferenceOperation { Type.TypeKind: TypeKind.Enum })
            return Constant(operation);
        return operation switch
        {
            ILocalReferenceOperation local => Read(local.Local, operation.Syntax),
            IParameterReferenceOperation parameter => Read(parameter.Parameter, operation.Syntax),
            IParenthesizedOperation inner => Evaluate(inner.Operand),
            IConversionOperation conversion => Convert(conversion),
            IBinaryOperation binary => Binary(binary),
            IUnaryOperation unary => Unary(unary),
            IInvocationOperation invocation => Invoke(invocation),
            IPropertyReferenceOperation property => Property(property),
            IFieldReferenceOperation field => Field(field),
            IArrayElementReferenceOperation element => Element(element),
            IImplicitIndexerReferenceOperation element => Element(Evaluate(element.Instance), element.Argument, element),
            IConditionalOperation conditional => Conditional(conditional),
            ISwitchExpressionOperation choice => Switch(choice),
            ITupleOperation tuple => new TupleValue(tuple.Elements.Select(Evaluate).ToList()),
            IArrayCreationOperation array => Array(array),
            ICollectionExpressionOperation collection => Collection(collection),
            IObjectCreationOperation creation => Create(creation),
            IThrowOperation thrown => Thrown(thrown),
            IIsPatternOperation { Value: var tested } pattern when Operand(tested) is var host =>
                host with { Node = Pattern(pattern.Pattern, host) },
            ICoalesceOperation coalesce => Combine(operation, "({0} ?? {1})", coalesce.Value, coalesce.WhenNull),
            IDefaultValueOperation => Constant("default", operation.Type, operation.Syntax),
            IInterpolatedStringOperation => throw Refuse(operation, "text made from values is no part of a streamed metric"),
            ISimpleAssignmentOperation assignment => Assign(assignment),
            ICompoundAssignmentOperation compound => Assign(compound),
            IIncrementOrDecrementOperation increment => Increment(increment),
            IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction),
            IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
            IDelegateCreationOperation creation => Function(creation),
            IInstanceReferenceOperation => throw Refuse(
                operation,
                "the state of an object is not seen by a streamed metric; take what is needed as a parameter"
            ),
            IInvalidOperation => throw Refuse(operation, "it does not compile"),
            _ => throw Refuse(operation, $"'{Templates.Excerpt(operation.Syntax)}' cannot be followed"),
        };
    }

    private static NotStreamableException Refuse(IOperation operation, string reason) => new(operation.Syntax, reason);

    private Value Read(ISymbol symbol, SyntaxNode syntax) =>
        _variables.Find(symbol) ?? throw new NotStreamableException(syntax, $"'{symbol.Name}' has no value that can be followed");

    private HostValue Constant(IOperation operation)
    {
        var text = Literals.Constant(operation.ConstantValue.Value, operation.Type);
        return Constant(operation.ConstantValue.Value is null ? "null" : Templates.Escape(text), operation.Type, operation.Syntax);
    }

    private HostValue Constant(string text, ITypeSymbol? type, SyntaxNode syntax) =>
        new(Nodes.Code(type is null ? "var" : context.TypeName(type, syntax), text), Stage.Constant);

    private Value Conditional(IConditionalOperation conditional)
    {
        var condition = Evaluate(conditional.Condition);
        if (Known(condition) is { } known)
            return Evaluate(known ? conditional.WhenTrue : conditional.WhenFalse!);
        return Choose(
            Condition(condition, conditional.Condition),
            Evaluate(conditional.WhenTrue),
            Evaluate(conditional.WhenFalse!),
            conditional.Syntax,
            conditional.Type
        );
    }

    private Value Thrown(IThrowOperation thrown)
    {
        var exception = thrown.Exception is IConversionOperation { Operand: var operand } ? operand : thrown.Exception;
        if (exception is not IObjectCreationOperation creation)
            throw Refuse(thrown, "only a new exception can be thrown here");
        context.Mention(creation.Type!, thrown.Syntax);
        var arguments = creation
            .Arguments.Where(a => a.ArgumentKind == ArgumentKind.Explicit)
            .Select(a => a.Value is IInterpolatedStringOperation text ? Message(text) : Operand(a.Value).Node)
            .ToList();
        return new ThrowValue(
            Nodes.Code(
                creation.Type!.FullName(),
                $"new {Templates.Escape(creation.Type!.FullName())}({Templates.List(arguments.Count)})",
                [.. arguments]
            )
        );
    }

    // The text of an exception, in which only values of config can stand.
    private Node Message(IInterpolatedStringOperation message)
    {
        var text = new StringBuilder();
        var values = new List<Node>();
        foreach (var part in message.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation { Text.ConstantValue: { HasValue: true, Value: string plain } }:
                    // Braces are doubled for the interpolated string that is written, and again for the template.
                    var quoted = Literals.Text(plain);
                    text.Append(Templates.Escape(Templates.Escape(quoted.Substring(1, quoted.Length - 2))));
                    break;
                case IInterpolationOperation hole:
                    var format = hole.FormatString is { ConstantValue: { HasValue: true, Value: string given } } ? ":" + given : "";
                    text.Append("{{{").Append(values.Count).Append('}').Append(format).Append("}}");
                    values.Add(Operand(hole.Expression).Node);
                    break;
            }
        }

        return Nodes.Code("string", $"$\"{text}\"", [.. values]);
    }
}

/// <summary>How a statement ended.</summary>
/// <param name="Completes">What follows it may run.</param>
/// <param name="Exits">Where it may have been left, in the order in which that is decided.</param>
internal readonly record struct Flow(bool Completes, IReadOnlyList<Exit> Exits)
{
    public static Flow Next { get; } = new(true, []);

    /// <summary>What it always returns; null if it may also end in another way.</summary>
    public Value? Value => !Completes && Exits.Count == 1 ? Exits[0].Returned : null;

    public static Flow Return(Value value) => new(false, [new Exit(null, value, null)]);
}

/// <summary>A place where a statement is left before its end.</summary>
/// <param name="Condition">When it is left there, if not at an earlier exit; null for always.</param>
/// <param name="Returned">What it returned; null if it went to the end of the loop's turn.</param>
/// <param name="Variables">Of an exit to the end of a turn: the variables there.</param>
internal sealed record Exit(HostValue? Condition, Value? Returned, Variables? Variables);

/// <summary>Values of locals and parameters. Copying it is cheap: a branch works on a copy.</summary>
internal sealed class Variables
{
    private ImmutableDictionary<ISymbol, Value> _values;

    public Variables()
        : this(ImmutableDictionary.Create<ISymbol, Value>(SymbolEqualityComparer.Default))
    {
    }

    private Variables(ImmutableDictionary<ISymbol, Value> values) => _values = values;

    public IEnumerable<ISymbol> Symbols => _values.Keys;

    public Value? Find(ISymbol symbol) => _values.TryGetValue(symbol, out var value) ? value : null;

    public void Set(ISymbol symbol, Value value) => _values = _values.SetItem(symbol, value);

    public Variables Copy() => new(_values);
}
