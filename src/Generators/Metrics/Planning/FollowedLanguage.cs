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
        {
            if (operation is IForLoopOperation loop)
                CheckLoop(loop);
            if (Outside(operation) is { } reason)
                throw new NotStreamableException(
                    operation.Syntax, reason, operation is IWhileLoopOperation ? operation.Syntax.GetFirstToken().GetLocation() : null);
        }

        Captures.Check(body);
        Ownership.Check(body);
    }

    private static string? Outside(IOperation operation) => operation switch
    {
        IWhileLoopOperation => "how often a while loop runs cannot be known from config; use a for loop over a range that config gives",
        IAssignmentOperation or IIncrementOrDecrementOperation when !IsStatement(operation) =>
            "it changes a variable inside an expression; write the change as a statement of its own",
        IBranchOperation { BranchKind: BranchKind.GoTo } => "'goto' cannot be followed",
        IBranchOperation { BranchKind: BranchKind.Break } leave when IsOfSwitch(leave) && !IsEndOfCase(leave) =>
            "a case has to run to its end; use if and else",
        IReturnOperation or IThrowOperation { Syntax: ThrowStatementSyntax } when operation.LoopAround() is ILoopOperation =>
            "a loop cannot be left by 'return' or 'throw'; use 'break', and return after it",
        ILabeledOperation => "a label cannot be followed",
        IVariableDeclaratorOperation { Symbol: { RefKind: not RefKind.None } variable } =>
            $"'{variable.Name}' is another name for a variable; use the variable itself",
        _ when OperatorOf(operation) is { } method && !IsKnown(method) =>
            $"the operator or conversion is code of '{method.ContainingType.Name}', which is not followed",
        _ => null,
    };

    private static void CheckLoop(IForLoopOperation loop)
    {
        if (CountedLoop.Read(loop) is not { Counter: var counter, Bound: var bound })
            return; // refused where the loop is followed
        if (!IsWhole(counter.Type))
            throw Refuse(loop.Before[0], $"the counter of a loop has to be an int or a long, not '{counter.Type.Name}'");
        if (!IsWhole(bound.Type))
            throw Refuse(bound, "the bound of a loop has to be an int or a long");
        var changes = Effects.In(loop.Body).ToList();
        if (changes.Find(e => e.Symbol.Is(counter)).Operation is { } change)
            throw Refuse(change, $"'{counter.Name}' counts the turns of the loop, and only the loop may change it");
        if (bound.DescendantsAndSelf().OfType<IInvocationOperation>().Any(c => c.TargetMethod.MethodKind == MethodKind.LocalFunction))
            throw Refuse(bound, "the bound of a loop cannot call a local function; compute it before the loop");
        var read = bound.DescendantsAndSelf().Select(Effects.Variable).ToList();
        if (changes.Exists(e => e.Kind != EffectKind.Element && read.Exists(e.Symbol.Is)))
            throw Refuse(bound, "the bound of the loop changes while the loop runs; compute it before the loop");
    }

    private static bool IsWhole(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Int32 or SpecialType.System_Int64 };

    private static bool IsStatement(IOperation operation) =>
        operation.Parent is IExpressionStatementOperation or IObjectOrCollectionInitializerOperation;

    private static bool IsEndOfCase(IBranchOperation branch) =>
        branch.Parent is ISwitchCaseOperation arm && arm.Body[arm.Body.Length - 1] == branch;

    private static bool IsOfSwitch(IBranchOperation branch) =>
        branch.Ancestors().FirstOrDefault(o => o is ILoopOperation or ISwitchOperation) is ISwitchOperation;

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

    private static bool IsIn(INamedTypeSymbol type, string ns) => type.ContainingType is { } outer ? IsIn(outer, ns) : type.IsIn(ns);

    private static NotStreamableException Refuse(IOperation operation, string reason) => new(operation.Syntax, reason);
}
