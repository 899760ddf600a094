using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// The part of C# that the interpreter follows exactly. It is checked once for each body, before anything in it is evaluated: what is
/// outside is refused, however harmless it may be where it stands.
/// </summary>
internal static class FollowedLanguage
{
    /// <summary>Refuses a body with a statement or an expression outside the language.</summary>
    /// <exception cref="NotStreamableException">There is one.</exception>
    public static void Check(IOperation body)
    {
        foreach (var operation in body.DescendantsAndSelf())
            CheckOne(operation);
        Captures.Check(body);
        Ownership.Check(body);
    }

    private static void CheckOne(IOperation operation)
    {
        switch (operation)
        {
            case IWhileLoopOperation:
                throw new NotStreamableException(
                    operation.Syntax,
                    "how often a while loop runs cannot be known from config; use a for loop over a range that config gives",
                    operation.Syntax.GetFirstToken().GetLocation()
                );
            case IAssignmentOperation or IIncrementOrDecrementOperation when !IsStatement(operation):
                throw Refuse(operation, "it changes a variable inside an expression; write the change as a statement of its own");
            case IBranchOperation { BranchKind: BranchKind.GoTo }:
                throw Refuse(operation, "'goto' cannot be followed");
            case IBranchOperation { BranchKind: BranchKind.Break } leave when IsOfSwitch(leave) && !IsEndOfCase(leave):
                throw Refuse(leave, "a case has to run to its end; use if and else");
            case IReturnOperation or IThrowOperation { Syntax: ThrowStatementSyntax }
                when Ownership.LoopAround(operation) is ILoopOperation:
                throw Refuse(operation, "a loop cannot be left by 'return' or 'throw'; use 'break', and return after it");
            case ILabeledOperation:
                throw Refuse(operation, "a label cannot be followed");
            case IVariableDeclaratorOperation { Symbol: { RefKind: not RefKind.None } variable }:
                throw Refuse(operation, $"'{variable.Name}' is another name for a variable; use the variable itself");
            case { } when OperatorOf(operation) is { } method && !IsKnown(method):
                throw Refuse(operation, $"the operator or conversion is code of '{method.ContainingType.Name}', which is not followed");
            case IForLoopOperation loop:
                CheckLoop(loop);
                break;
        }
    }

    private static void CheckLoop(IForLoopOperation loop)
    {
        if (Counting.Of(loop) is not { Counter: var counter, Bound: var bound })
            return; // refused where the loop is followed
        if (!IsWhole(counter.Type))
            throw Refuse(loop.Before[0], $"the counter of a loop has to be an int or a long, not '{counter.Type.Name}'");
        if (!IsWhole(bound.Type))
            throw Refuse(bound, "the bound of a loop has to be an int or a long");
        if (Effects.In(loop.Body).FirstOrDefault(e => SymbolEqualityComparer.Default.Equals(e.Symbol, counter)).Operation is { } change)
            throw Refuse(change, $"'{counter.Name}' counts the turns of the loop, and only the loop may change it");
        if (bound.DescendantsAndSelf().OfType<IInvocationOperation>().Any(c => c.TargetMethod.MethodKind == MethodKind.LocalFunction))
            throw Refuse(bound, "the bound of a loop cannot call a local function; compute it before the loop");
        var changed = new HashSet<ISymbol>(
            Effects.In(loop.Body).Where(e => e.Kind != EffectKind.Element).Select(e => e.Symbol), SymbolEqualityComparer.Default);
        if (bound.DescendantsAndSelf().Any(o => Effects.Variable(o) is { } read && changed.Contains(read)))
            throw Refuse(bound, "the bound of the loop changes while the loop runs; compute it before the loop");
    }

    private static bool IsWhole(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 };

    private static bool IsStatement(IOperation operation) =>
        operation.Parent is IExpressionStatementOperation or IObjectOrCollectionInitializerOperation;

    private static bool IsEndOfCase(IBranchOperation branch) =>
        branch.Parent is ISwitchCaseOperation arm && arm.Body[arm.Body.Length - 1] == branch;

    private static bool IsOfSwitch(IBranchOperation branch)
    {
        var parent = branch.Parent;
        while (parent is not (null or ILoopOperation or ISwitchOperation))
            parent = parent.Parent;
        return parent is ISwitchOperation;
    }

    private static IMethodSymbol? OperatorOf(IOperation operation) => operation switch
    {
        IConversionOperation conversion => conversion.OperatorMethod,
        IBinaryOperation binary => binary.OperatorMethod,
        IUnaryOperation unary => unary.OperatorMethod,
        ICompoundAssignmentOperation compound => compound.OperatorMethod,
        IIncrementOrDecrementOperation increment => increment.OperatorMethod,
        _ => null,
    };

    // Operators and conversions of torch and of the framework's numbers, dates and indices.
    private static bool IsKnown(IMethodSymbol method) =>
        method.ContainingType is { } type && (type.SpecialType != SpecialType.None || IsIn(type, "System") || IsIn(type, "TorchSharp"));

    private static bool IsIn(INamedTypeSymbol type, string ns)
    {
        while (type.ContainingType is { } outer)
            type = outer;
        return type.IsIn(ns);
    }

    private static NotStreamableException Refuse(IOperation operation, string reason) => new(operation.Syntax, reason);
}
