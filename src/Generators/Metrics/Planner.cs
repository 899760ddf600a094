using System.Threading;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>Turns a metric's body into a plan, or says why it cannot be streamed: for the generator and the analyzer alike.</summary>
internal static class Planner
{
    public static PlanningResult Plan(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        throw new System.NotImplementedException();
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
