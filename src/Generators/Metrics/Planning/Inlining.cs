using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Gen.Generators.Metrics.Planning;

/// <summary>Bodies of methods of the same project, plans of metrics of others.</summary>
internal static class Inlining
{
    /// <summary>A method's body, bound; null if it has none.</summary>
    public static IOperation? Body(PlanningContext context, IMethodSymbol method)
    {
        var syntax = method.PartialImplementationPart is { } implementation
            ? implementation.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken)
            : method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(context.CancellationToken);
        if (syntax is null)
            return null;
        var operation = BoundBodies.Of(context.Compilation).Bind(syntax, context.CancellationToken);
        return operation switch
        {
            ILocalFunctionOperation { Body: { } body } => body,
            IMethodBodyOperation { BlockBody: null, ExpressionBody: null } => null,
            _ => syntax is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } ? null : operation,
        };
    }

    /// <summary>A metric of a referenced assembly, by the plan that its state class carries.</summary>
    public static Value Referenced(PlanningContext context, IInvocationOperation call, IReadOnlyList<(IParameterSymbol Parameter, Value Value)> arguments)
    {
        var method = call.TargetMethod;
        var state = method.ContainingType.GetTypeMembers(method.Name + "State").FirstOrDefault();
        var plan = state?.FindAttribute(KnownNames.MetricPlan);
        if (plan is not { ConstructorArguments: { Length: 2 } given } || given[1].Value is not string text)
            throw new NotStreamableException(call.Syntax, $"'{method.Name}' of '{method.ContainingAssembly?.Name}' carries no plan that this project could use: it keeps its rows, or it uses what only its own project sees");
        if (given[0].Value is not MetricPlan.Version)
            throw new NotStreamableException(call.Syntax, $"'{method.Name}' of '{method.ContainingAssembly?.Name}' was built with another version of Gen; build it with this one");

        var values = arguments.ToDictionary(a => a.Parameter.Name, a => a.Value);
        var read = PlanText.Read(text, context.Nodes, name => Input(values, name, call.Syntax), name => Config(values, name, call.Syntax))
            ?? throw new NotStreamableException(call.Syntax, $"the plan of '{method.Name}' cannot be read");
        return new TensorValue(read.Result, Stage.Result, 0, read.Rank);
    }

    private static Node Input(Dictionary<string, Value> values, string name, SyntaxNode syntax)
    {
        if (!values.TryGetValue(name, out var value) || value is not TensorValue { IsRow: true, Axis: 0 } tensor)
            throw new NotStreamableException(syntax, $"'{name}' has to be row by row, with the rows as its first axis");
        return tensor.Node;
    }

    private static Node Config(Dictionary<string, Value> values, string name, SyntaxNode syntax)
    {
        if (!values.TryGetValue(name, out var value))
            throw new NotStreamableException(syntax, $"'{name}' is not given");
        return value switch
        {
            HostValue { Stage: Stage.Constant } host => host.Node,
            ItemsValue items => ItemsNode(items, name, syntax),
            _ => throw new NotStreamableException(syntax, $"'{name}' has to be known from config"),
        };
    }

    private static Node ItemsNode(ItemsValue items, string name, SyntaxNode syntax) =>
        throw new NotStreamableException(syntax, $"'{name}' has to be a parameter of the metric, not a list of {items.Items.Count} values");
}
