using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Gen.Generators.Metrics.Planning;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>Turns a metric's body into a plan, or says why it cannot be streamed: for the generator and the analyzer alike.</summary>
internal static class Planner
{
    public static PlanningResult Plan(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken)
    {
        var context = new PlanningContext(method.ContainingType, compilation, cancellationToken);
        var syntax = method.DeclaringSyntaxReferences.First().GetSyntax(cancellationToken);
        var arguments = new Variables();
        foreach (var parameter in method.Parameters)
        {
            arguments.Set(parameter, parameter.Type.Is(KnownNames.Tensor)
                ? new TensorValue(context.Nodes.Input(parameter.Name), Stage.Row)
                : new HostValue(context.Nodes.Config(parameter.Name, parameter.Type.FullName()), Stage.Constant));
        }

        try
        {
            var body = Inlining.Body(context, method) ?? throw new NotStreamableException(syntax, "it has no body");
            var interpreter = new Interpreter(context);
            var result = Result(interpreter.Run(method, body, arguments), context, body.Syntax);
            var inputs = method.Parameters.Where(p => p.Type.Is(KnownNames.Tensor)).Select(p => p.Name).ToList();
            var configs = method.Parameters.Where(p => !p.Type.Is(KnownNames.Tensor)).Select(p => p.Name).ToList();
            return new PlanningResult(new MetricPlan(inputs, configs, result.Node, result.Rank), context.IsPublic, null);
        }
        catch (NotStreamableException e)
        {
            return new PlanningResult(null, false, new Refusal(e.Location, e.Message));
        }
    }

    private static TensorValue Result(Value value, PlanningContext context, SyntaxNode body) => value switch
    {
        TensorValue { IsRow: false } tensor => tensor,
        TensorValue => throw new NotStreamableException(Returned(body), "the value still has a number per row; reduce the rows with sum or mean"),
        HostValue host => new TensorValue(context.Nodes.Code(NodeTypes.Tensor, $"(({NodeTypes.Tensor}){{0}})", host.Node), host.Stage, 0, 0),
        _ => new TensorValue(ValueNodes.Of(context, value, Returned(body)), Stage.Result),
    };

    private static SyntaxNode Returned(SyntaxNode body) =>
        body.DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ReturnStatementSyntax>().LastOrDefault()?.Expression
        ?? body.DescendantNodesAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ArrowExpressionClauseSyntax>().FirstOrDefault()?.Expression
        ?? body;
}

/// <summary>A plan, or a refusal.</summary>
/// <param name="Plan">Null if refused.</param>
/// <param name="IsPublic">The plan names public members only.</param>
/// <param name="Refusal">Null if planned.</param>
internal sealed record PlanningResult(MetricPlan? Plan, bool IsPublic, Refusal? Refusal);

/// <summary>Why a metric cannot be streamed.</summary>
/// <param name="Location">The expression.</param>
/// <param name="Reason">One sentence without a full stop, and a way out.</param>
internal sealed record Refusal(Location Location, string Reason);
