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
            var own = Declared(function);
            foreach (var (symbol, _, operation) in Effects.In(function))
            {
                if (!own.Contains(symbol))
                    throw new NotStreamableException(
                        operation.Syntax,
                        $"it assigns '{symbol.Name}', which is captured from outside the function; return the value instead"
                    );
            }
        }

        foreach (var creation in body.DescendantsAndSelf().OfType<IDelegateCreationOperation>().Where(c => !IsCalledAtOnce(c)))
            CheckFixed(creation.Target, functions, changes, []);
    }

    // What a function reads, and what the local functions read that it calls.
    private static void CheckFixed(
        IOperation function,
        List<IOperation> functions,
        List<(ISymbol Symbol, EffectKind Kind, IOperation Operation)> changes,
        HashSet<IOperation> seen
    )
    {
        var own = Declared(function);
        foreach (var read in function.DescendantsAndSelf())
        {
            var called = read switch
            {
                IInvocationOperation call => call.TargetMethod,
                IMethodReferenceOperation reference => reference.Method,
                _ => null,
            };
            if (
                called is { MethodKind: MethodKind.LocalFunction }
                && functions.Find(f => f is ILocalFunctionOperation local && Is(local.Symbol, called.OriginalDefinition)) is { } inner
                && seen.Add(inner)
            )
                CheckFixed(inner, functions, changes, seen);
            if (Effects.Variable(read) is { } captured && !own.Contains(captured) && changes.Any(c => Is(c.Symbol, captured)))
                throw new NotStreamableException(
                    read.Syntax,
                    $"'{captured.Name}' may change between the creation of the function and its calls; call ToArray() at once, or use a "
                    + "variable that is assigned only where it is declared"
                );
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

    private static IInvocationOperation? Consumer(IOperation value)
    {
        var parent = value.Parent;
        while (parent is IConversionOperation or IArgumentOperation or IParenthesizedOperation)
            parent = parent.Parent;
        return parent as IInvocationOperation;
    }

    private static bool Is(ISymbol symbol, ISymbol other) => SymbolEqualityComparer.Default.Equals(symbol, other);

    private static HashSet<ISymbol> Declared(IOperation function)
    {
        var symbols = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in function.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAnonymousFunctionOperation lambda:
                    symbols.UnionWith(lambda.Symbol.Parameters);
                    break;
                case ILocalFunctionOperation local:
                    symbols.UnionWith(local.Symbol.Parameters);
                    break;
                case IBlockOperation block:
                    symbols.UnionWith(block.Locals);
                    break;
                case ILoopOperation loop:
                    symbols.UnionWith(loop.Locals);
                    break;
                case ISwitchOperation choice:
                    symbols.UnionWith(choice.Locals);
                    break;
                case IUsingOperation use:
                    symbols.UnionWith(use.Locals);
                    break;
            }
        }

        return symbols;
    }
}
