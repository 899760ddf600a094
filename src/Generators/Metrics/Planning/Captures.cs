using System.Collections.Generic;
using System.Linq;
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
        if (functions.Count == 0)
            return;
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

            if (function is IAnonymousFunctionOperation lambda && !IsCalledAtOnce(lambda))
                CheckFixed(lambda, own, changes);
        }
    }

    private static void CheckFixed(
        IAnonymousFunctionOperation lambda,
        HashSet<ISymbol> own,
        List<(ISymbol Symbol, EffectKind Kind, IOperation Operation)> changes
    )
    {
        foreach (var read in lambda.Descendants())
        {
            if (
                Effects.Variable(read) is { } captured
                && !own.Contains(captured)
                && changes.Any(c => SymbolEqualityComparer.Default.Equals(c.Symbol, captured))
            )
                throw new NotStreamableException(
                    read.Syntax,
                    $"'{captured.Name}' may change between the creation of the function and its calls; call ToArray() at once, or use a "
                    + "variable that is assigned only where it is declared"
                );
        }
    }

    // Range(…).Select(lambda).ToArray(), or given to a function that reads it.
    private static bool IsCalledAtOnce(IAnonymousFunctionOperation lambda)
    {
        var select = lambda.Parent;
        while (select is not null and not IInvocationOperation)
            select = select.Parent;
        var consumer = select?.Parent;
        while (consumer is IConversionOperation or IArgumentOperation or IParenthesizedOperation)
            consumer = consumer.Parent;
        return consumer is IInvocationOperation { TargetMethod: var method }
            && (method.Name is "ToArray" or "ToList" || method.ContainingType.ContainingNamespace?.Name == "TorchSharp"
                || method.ContainingType.ContainingType?.ContainingNamespace?.Name == "TorchSharp");
    }

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
