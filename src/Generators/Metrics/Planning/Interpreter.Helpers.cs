using Gen.Generators.Common;
using Gen.Generators.Metrics.Members;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <content>Calls of helper methods and other metrics, and of functions on numbers.</content>
internal sealed partial class Interpreter
{
    private Value Inline(IInvocationOperation call) => Inline(
        call.TargetMethod.OriginalDefinition,
        call.TargetMethod.MethodKind == MethodKind.LocalFunction ? _variables : new Variables(),
        InOrder(call),
        call);

    // The place to change may be the helper or the call; the metric's own code is where it is shown.
    private Value Inline(IMethodSymbol method, Variables scope, IEnumerable<Value> arguments, IOperation call)
    {
        try
        {
            return Call(method, null, scope, arguments, call);
        }
        catch (NotStreamableException e)
            when (!call.Syntax.FullSpan.Contains(e.Syntax.FullSpan) || call.Syntax.SyntaxTree != e.Syntax.SyntaxTree)
        {
            var isOfAnother = e.Message.StartsWith("in '", System.StringComparison.Ordinal);
            throw Refuse(call, isOfAnother ? e.Message : $"in '{NameOf(method)}', '{Templates.Excerpt(e.Syntax)}': {e.Message}");
        }
    }

    private static string NameOf(IMethodSymbol method) => (method.AssociatedSymbol ?? method).Name;

    /// <summary>Follows a function: a helper method, a local function or a lambda.</summary>
    private Value Call(IMethodSymbol method, IOperation? body, Variables scope, IEnumerable<Value> arguments, IOperation call)
    {
        var isLocal = method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction;
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsExtern || (!method.IsStatic && !isLocal))
            throw Refuse(call, $"'{method.Name}' belongs to an object, whose state is not seen; make it static");
        if (context.Calls.Contains(method, SymbolEqualityComparer.Default))
            throw Refuse(call, $"'{NameOf(method)}' calls itself, and how often cannot be known");
        if (method.IsGenericMethod || method.IsAsync)
            throw Refuse(call, $"'{method.Name}' is {(method.IsAsync ? "async" : "generic")}, and cannot be followed");
        body ??= Inlining.Body(context, method) ?? throw Refuse(call, $"the body of '{NameOf(method)}' cannot be seen");
        var variables = scope.Copy();
        foreach (var (parameter, value) in method.Parameters.Zip(arguments, (p, v) => (p, v)))
            variables.Set(parameter, value);
        return Run(method, body, variables);
    }

    private Value InvokeDelegate(IInvocationOperation call) =>
        call.Instance is { } instance && Evaluate(instance) is FunctionValue function
            ? Call(function.Method, function.Body, function.Scope, InOrder(call), call)
            : throw Refuse(call, "which function it calls cannot be seen; write a lambda, a method or a local function");

    private FunctionValue Function(IDelegateCreationOperation creation) => creation.Target switch
    {
        IAnonymousFunctionOperation lambda => new(lambda.Symbol, lambda.Body, _variables.Copy()),
        IMethodReferenceOperation { Method: var method } when method.MethodKind == MethodKind.LocalFunction || IsOwn(method) =>
            new(method.OriginalDefinition, null, _variables.Copy()),
        _ => throw Refuse(creation, "the code of the function cannot be seen; give a lambda that calls it"),
    };

    private IEnumerable<Value> InOrder(IInvocationOperation call) =>
        Arguments(call).OrderBy(a => a.Parameter.Ordinal).Select(a => a.Value);

    private IReadOnlyList<(IParameterSymbol Parameter, Value Value)> Arguments(IInvocationOperation call) =>
        call.Arguments.Select(a => (a.Parameter!, Evaluate(a.Value))).ToList();

    // A function on numbers: taken as it is where it is the framework's.
    private HostValue HostCall(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        var operands = Operands(call).OrderBy(o => o.Position).ToList();
        if (operands.Any(o => o.Value is not HostValue))
            throw Refuse(
                call,
                method.ContainingAssembly is { } assembly && !assembly.Is(context.Compilation.Assembly)
                    ? $"what '{method.Name}' does to the rows cannot be seen: its code is in the assembly '{assembly.Name}'; mark it "
                        + $"[Metric] there, or keep the rows with [Collect]"
                    : $"what '{method.Name}' does to the rows cannot be seen");
        return Constants.IsPure(method)
            ? HostCall(call, operands)
            : throw Refuse(
                call,
                $"whether '{method.ContainingType.Name}.{method.Name}' gives the same value each time cannot be seen; take its value as a "
                + $"parameter");
    }

    private bool IsOwn(ISymbol symbol) =>
        symbol.DeclaringSyntaxReferences.Length > 0 && symbol.ContainingAssembly.Is(context.Compilation.Assembly);
}
