using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// Arrays that are filled and lists that grow. Each has one name, which is given to it where it is made; an array is filled once, by one
/// loop, and read afterwards.
/// </summary>
internal static class Ownership
{
    public static void Check(IOperation body)
    {
        foreach (var changes in Effects.In(body).Where(e => e.Kind != EffectKind.Assigned)
            .GroupBy(e => e.Symbol, SymbolEqualityComparer.Default))
        {
            var symbol = changes.Key!;
            if (symbol is not ILocalSymbol variable)
                throw Refuse(changes.First().Operation, $"it changes '{symbol.Name}', which the caller holds; make a list of its own");
            if (changes.All(c => c.Kind == EffectKind.Written))
            {
                CheckWritten(body, variable, [.. changes.Select(c => c.Operation)]);
                continue;
            }

            CheckUses(body, variable);
            var sets = changes.Where(c => c.Kind == EffectKind.Element).Select(c => c.Operation).ToList();
            if (sets.Count > 0)
                CheckFilled(body, variable, sets);
        }
    }

    // A tensor that is made for what is written into it, and used only when all is.
    private static void CheckWritten(IOperation body, ILocalSymbol variable, List<IOperation> writes)
    {
        var declaration = Declaration(body, variable);
        if ((declaration as IVariableDeclaratorOperation)?.Initializer is not { Value: var made } || !InPlace.IsFresh(made))
            throw Refuse(writes[0], $"others may hold '{variable.Name}'; declare it with its tensor: var {variable.Name} = zeros(…)");
        var end = writes.Max(w => Outermost(w, LoopAround(declaration)).Syntax.Span.End);
        foreach (var reference in body.Descendants().OfType<ILocalReferenceOperation>().Where(r => Is(r.Local, variable)))
        {
            if (FunctionAround(reference) != FunctionAround(declaration))
                throw Refuse(reference, $"'{variable.Name}' is written into, so a function cannot share it; give it as a parameter");
            if (reference.Syntax.SpanStart < end && !writes.Contains(reference.Parent!))
                throw Refuse(reference, $"'{variable.Name}' is written into afterwards; use it only when all is written");
        }
    }

    // A statement, or the loop around it that the variable is declared before.
    private static IOperation Outermost(IOperation statement, IOperation? limit)
    {
        while (LoopAround(statement) is { } loop && loop != limit)
            statement = loop;
        return statement;
    }

    private static void CheckUses(IOperation body, ILocalSymbol variable)
    {
        var definitions = 0;
        foreach (var operation in body.Descendants())
        {
            if (operation is IVariableDeclaratorOperation declarator && Is(declarator.Symbol, variable))
            {
                if ((declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer) is { Value: var made })
                {
                    definitions++;
                    CheckMade(made, variable);
                }
            }
            else if (operation is ILocalReferenceOperation reference && Is(reference.Local, variable))
            {
                if (IsDefinition(reference) && ++definitions > 1)
                    throw Refuse(reference, $"'{variable.Name}' is changed, so it cannot become another list; use a new variable");
                if (!IsDefinition(reference) && !IsUse(reference))
                    throw Refuse(reference, $"'{variable.Name}' is changed, so it must have no second name");
            }
        }
    }

    private static void CheckMade(IOperation value, ILocalSymbol variable)
    {
        while (value is IConversionOperation or IParenthesizedOperation)
            value = value is IConversionOperation conversion ? conversion.Operand : ((IParenthesizedOperation)value).Operand;
        if (
            value is not (IArrayCreationOperation or IObjectCreationOperation or ICollectionExpressionOperation)
            && value is not IInvocationOperation { TargetMethod.Name: "ToArray" or "ToList" }
        )
            throw Refuse(value, $"'{variable.Name}' is changed, so it has to be made here: with new, or as a collection expression");
    }

    // As the target of an assignment: of its own or as one of several.
    private static bool IsDefinition(ILocalReferenceOperation reference)
    {
        IOperation target = reference;
        while (target.Parent is ITupleOperation or IDeclarationExpressionOperation)
            target = target.Parent;
        return target.Parent is IAssignmentOperation assignment && assignment.Target == target
            && (target == reference || assignment is IDeconstructionAssignmentOperation)
            && (assignment is not IDeconstructionAssignmentOperation || IsLiteral(assignment.Value));
    }

    private static bool IsLiteral(IOperation tuple)
    {
        while (tuple is IConversionOperation conversion)
            tuple = conversion.Operand;
        return tuple is ITupleOperation;
    }

    private static bool IsUse(ILocalReferenceOperation reference)
    {
        IOperation value = reference;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IArrayElementReferenceOperation element => element.ArrayReference == value,
            IPropertyReferenceOperation property => property.Instance == value,
            IImplicitIndexerReferenceOperation element => element.Instance == value,
            IForEachLoopOperation loop => loop.Collection == value && !Effects.In(loop.Body).Any(e => Is(e.Symbol, reference.Local)),
            IReturnOperation => IsOfItsFunction(reference),
            IInvocationOperation call => call.Instance == value,
            IArgumentOperation { Parent: IInvocationOperation call } => !GivesItBack(call),
            _ => false,
        };
    }

    // A local function that returns what is around it gives it a second name.
    private static bool IsOfItsFunction(ILocalReferenceOperation reference)
    {
        var around = FunctionAround(reference);
        var function = (around as ILocalFunctionOperation)?.Symbol ?? (around as IAnonymousFunctionOperation)?.Symbol;
        return function is null || Is(function, reference.Local.ContainingSymbol);
    }

    // What a function of the metric's own gets it may return: a second name.
    private static bool GivesItBack(IInvocationOperation call) =>
        call.TargetMethod.DeclaringSyntaxReferences.Length > 0
        && call.TargetMethod.ReturnType is IArrayTypeSymbol or INamedTypeSymbol { TypeArguments.Length: > 0 };

    private static void CheckFilled(IOperation body, ILocalSymbol variable, List<IOperation> sets)
    {
        var inLoop = sets.Where(s => LoopAround(s) != LoopAround(Declaration(body, variable))).ToList();
        if (inLoop.Count == 0)
            return;
        var loop = LoopAround(inLoop[0]);
        if (sets.Count > 1 || loop is not ILoopOperation filling || LoopAround(filling) != LoopAround(Declaration(body, variable)))
            throw Refuse(sets[sets.Count - 1], $"'{variable.Name}' has to be filled once, by one loop over its length");
        if (!IsEveryTurn(inLoop[0], filling) || filling.Body.Descendants().OfType<IBranchOperation>().Any(b => IsOf(filling, b)))
            throw Refuse(inLoop[0], $"'{variable.Name}' has to be filled in every turn of the loop; use ?: for the value");
    }

    private static bool IsOf(ILoopOperation loop, IBranchOperation branch) =>
        Is(branch.Target, loop.ContinueLabel) || Is(branch.Target, loop.ExitLabel);

    private static bool IsEveryTurn(IOperation set, ILoopOperation loop)
    {
        for (var parent = set.Parent; parent != loop; parent = parent!.Parent)
        {
            if (parent is not (IExpressionStatementOperation or IBlockOperation))
                return false;
        }

        return true;
    }

    private static IOperation Declaration(IOperation body, ILocalSymbol variable) =>
        body.Descendants()
            .First(o =>
                (o is IVariableDeclaratorOperation declarator && Is(declarator.Symbol, variable))
                || (o is ILocalReferenceOperation reference && Is(reference.Local, variable))
            );

    /// <summary>The innermost loop or function that an operation is in.</summary>
    public static IOperation? LoopAround(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is not null and not ILoopOperation and not IAnonymousFunctionOperation and not ILocalFunctionOperation)
            parent = parent.Parent;
        return parent;
    }

    private static IOperation? FunctionAround(IOperation operation)
    {
        var parent = operation.Parent;
        while (parent is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
            parent = parent.Parent;
        return parent;
    }

    private static bool Is(ISymbol symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    private static NotStreamableException Refuse(IOperation operation, string reason) => new(operation.Syntax, reason);
}
