using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// Arrays that are filled, lists that grow, and tensors that are written into. Each has one name, which is given to it where it is made; an
/// array is filled once, by one loop, and read afterwards.
/// </summary>
internal sealed class Ownership
{
    private readonly ILocalSymbol _variable;
    private readonly IOperation _declaration;
    private readonly List<ILocalReferenceOperation> _references;

    private Ownership(IOperation body, ILocalSymbol variable)
    {
        _variable = variable;
        _references = body.Descendants().OfType<ILocalReferenceOperation>().Where(r => r.Local.Is(variable)).ToList();
        _declaration = body.Descendants()
            .First(o => o == _references[0] || (o as IVariableDeclaratorOperation)?.Symbol.Is(variable) == true);
    }

    private IOperation? Initial => (_declaration as IVariableDeclaratorOperation)?.Initializer?.Value;

    public static void Check(IOperation body)
    {
        foreach (var changes in Effects.In(body).Where(e => e.Kind != EffectKind.Assigned)
            .GroupBy(e => e.Symbol, e => (e.Kind, e.Operation), SymbolEqualityComparer.Default))
        {
            if (changes.Key is not ILocalSymbol variable)
                throw Refuse(
                    changes.First().Operation, $"it changes '{changes.Key!.Name}', which the caller holds; make a list of its own");
            var ownership = new Ownership(body, variable);
            if (changes.All(c => c.Kind == EffectKind.Written))
            {
                ownership.CheckWritten([.. changes.Select(c => c.Operation)]);
                continue;
            }

            ownership.CheckUses();
            ownership.CheckFilled([.. changes.Where(c => c.Kind == EffectKind.Element).Select(c => c.Operation)]);
        }
    }

    // A tensor that is made for what is written into it, and used only when all is.
    private void CheckWritten(List<IOperation> writes)
    {
        var name = _variable.Name;
        if (!InPlace.IsFresh(Initial))
            throw Refuse(writes[0], $"others may hold '{name}'; declare it with its tensor: var {name} = zeros(…)");
        var end = writes.Max(w => Outermost(w).Syntax.Span.End);
        foreach (var reference in _references)
        {
            if (reference.FunctionAround() != _declaration.FunctionAround())
                throw Refuse(reference, $"'{name}' is written into, so a function cannot share it; give it as a parameter");
            if (reference.Syntax.SpanStart < end && !writes.Contains(reference.Parent!))
                throw Refuse(reference, $"'{name}' is written into afterwards; use it only when all is written");
        }
    }

    // A statement, or the loop around it that the variable is declared before.
    private IOperation Outermost(IOperation statement)
    {
        while (statement.LoopAround() is { } loop && loop != _declaration.LoopAround())
            statement = loop;
        return statement;
    }

    private void CheckUses()
    {
        var made = _references.Select(SetTo).Prepend(Initial).OfType<IOperation>().ToList();
        if (made.Count > 1)
            throw Refuse(made[1], $"'{_variable.Name}' is changed, so it cannot become another list; use a new variable");
        if (made.Find(m => !IsMade(m.Unconverted())) is { } other)
            throw Refuse(other, $"'{_variable.Name}' is changed, so it has to be made here: with new, or as a collection expression");
        if (_references.Find(r => SetTo(r) is null && !IsUse(r)) is { } second)
            throw Refuse(second, $"'{_variable.Name}' is changed, so it must have no second name");
    }

    private static bool IsMade(IOperation value) =>
        value is IArrayCreationOperation or IObjectCreationOperation or ICollectionExpressionOperation
            or IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" };

    // What an assignment to the variable, of its own or as one of several, sets it to.
    private static IOperation? SetTo(ILocalReferenceOperation reference)
    {
        var target = Declaring(reference);
        if (target.Parent is ISimpleAssignmentOperation assignment)
            return assignment.Target == target ? assignment.Value : null;
        return target.Parent is ITupleOperation names && Declaring(names) is { Parent: IDeconstructionAssignmentOperation all } left
            && all.Target == left && all.Value.Unconverted() is ITupleOperation values
                ? values.Elements[names.Elements.IndexOf(target)]
                : null;

        static IOperation Declaring(IOperation target) => target.Parent is IDeclarationExpressionOperation ? target.Parent : target;
    }

    private bool IsUse(ILocalReferenceOperation reference) => reference.Ancestors().First(o => o is not IConversionOperation) switch
    {
        IArrayElementReferenceOperation or IPropertyReferenceOperation or IImplicitIndexerReferenceOperation => true,
        IInvocationOperation => true,
        IForEachLoopOperation loop => !Effects.In(loop.Body).Any(e => e.Symbol.Is(_variable)),
        // A local function that returns what is around it gives it a second name.
        IReturnOperation => reference.FunctionAround() == _declaration.FunctionAround(),
        IArgumentOperation { Parent: IInvocationOperation call } => !GivesItBack(call.TargetMethod),
        _ => false,
    };

    // What a function of the metric's own gets it may return: a second name.
    private static bool GivesItBack(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Length > 0
        && method.ReturnType is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 };

    private void CheckFilled(List<IOperation> sets)
    {
        var around = _declaration.LoopAround();
        if (sets.Find(s => s.LoopAround() != around) is not { } set)
            return;
        if (sets.Count > 1 || set.LoopAround() is not ILoopOperation filling || filling.LoopAround() != around)
            throw Refuse(sets[sets.Count - 1], $"'{_variable.Name}' has to be filled once, by one loop over its length");
        if (!IsEveryTurn(set, filling) || filling.Body.Descendants().OfType<IBranchOperation>().Any(b => IsOf(filling, b)))
            throw Refuse(set, $"'{_variable.Name}' has to be filled in every turn of the loop; use ?: for the value");
    }

    private static bool IsOf(ILoopOperation loop, IBranchOperation branch) =>
        branch.Target.Is(loop.ContinueLabel) || branch.Target.Is(loop.ExitLabel);

    private static bool IsEveryTurn(IOperation set, ILoopOperation loop) =>
        set.Ancestors().TakeWhile(o => o != loop).All(o => o is IExpressionStatementOperation or IBlockOperation);

    private static NotStreamableException Refuse(IOperation operation, string reason) => new(operation.Syntax, reason);
}
