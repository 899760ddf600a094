using Gen.Generators.Common;
using Gen.Generators.Metrics.Plan;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics.Planning;

/// <summary>The plan of a metric of a referenced assembly, which its state class carries.</summary>
/// <param name="State">The state class; null if there is a problem.</param>
/// <param name="Text">The plan as text; empty if there is a problem.</param>
/// <param name="Problem">Why there is none, without a full stop; null if there is one.</param>
internal sealed record ReferencedPlan(INamedTypeSymbol? State, string Text, string? Problem)
{
    /// <summary>Finds the plan of a metric.</summary>
    public static ReferencedPlan Find(IMethodSymbol method)
    {
        var state = method.ContainingType.GetTypeMembers(MetricNames.State(method.Name)).FirstOrDefault();
        var name = $"'{method.Name}' of '{method.ContainingAssembly?.Name}'";
        var plan = state?.FindAttribute(KnownNames.MetricPlan);
        if (plan is not { ConstructorArguments: { Length: 2 } given } || given[1].Value is not string text)
            return new(null, "", $"{name} carries no plan that this project could use: it keeps its rows, or it uses what only its own "
                + "project sees");
        return given[0].Value is MetricPlan.Version
            ? new(state, text, null)
            : new(null, "", $"{name} was built with another version of Gen; build it with this one");
    }
}
