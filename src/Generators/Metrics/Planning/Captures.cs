using Gen.Generators.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>
/// What lambdas and local functions share with the method around them: they change nothing of it, and what a lambda reads does not change
/// between its creation and its calls.
/// </summary>
internal static class Captures
{
    public static void Check(IOperation body)
    {
        var functions = body.DescendantsAndSelf().Where(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation).ToList();
        var changes = Effects.In(body).ToList();
        foreach (var function in functions)
        {
            if (Effects.In(function).FirstOrDefault(e => !IsOwn(e.Symbol, function)) is { Symbol: { } symbol, Operation: var change })
                throw new NotStreamableException(
                    change.Syntax, $"it assigns '{symbol.Name}', which is captured from outside the function; return the value instead");
        }

        foreach (var creation in body.DescendantsAndSelf().OfType<IDelegateCreationOperation>().Where(c => !IsCalledAtOnce(c)))
            CheckFixed(creation.Target, functions, changes.ConvertAll(c => c.Symbol), []);
    }

    // What a function reads, and what the local functions read that it calls.
    private static void CheckFixed(IOperation function, List<IOperation> functions, List<ISymbol> changed, HashSet<IOperation> seen)
    {
        foreach (var read in function.DescendantsAndSelf())
        {
            var called = (read as IInvocationOperation)?.TargetMethod ?? (read as IMethodReferenceOperation)?.Method;
            if (called is { MethodKind: MethodKind.LocalFunction }
                && functions.Find(f => (f as ILocalFunctionOperation)?.Symbol.Is(called.OriginalDefinition) == true) is { } inner
                && seen.Add(inner))
                CheckFixed(inner, functions, changed, seen);
            if (Effects.Variable(read) is { } captured && !IsOwn(captured, function) && changed.Exists(captured.Is))
                throw new NotStreamableException(
                    read.Syntax,
                    $"'{captured.Name}' may change between the creation of the function and its calls; call ToArray() at once, or use a "
                    + "variable that is assigned only where it is declared");
        }
    }

    // Range(…).Select(lambda).ToArray(), or given to a function that has a tensor or a number for it.
    private static bool IsCalledAtOnce(IDelegateCreationOperation creation)
    {
        var consumer = Consumer(creation);
        if (consumer is { TargetMethod.Name: "Select" })
            consumer = Consumer(consumer);
        return consumer?.TargetMethod is { } method
            && (method.Name is "ToArray" or "ToList" || method.ReturnType.Is(KnownNames.Tensor)
                || HostArithmetic.IsNumber(method.ReturnType));
    }

    private static IInvocationOperation? Consumer(IOperation value) =>
        value.Ancestors().FirstOrDefault(o => o is not (IConversionOperation or IArgumentOperation)) as IInvocationOperation;

    private static bool IsOwn(ISymbol variable, IOperation function) => variable.DeclaringSyntaxReferences.Any(r =>
        r.SyntaxTree == function.Syntax.SyntaxTree && function.Syntax.Span.Contains(r.Span));
}
