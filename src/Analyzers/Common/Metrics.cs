using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Planning;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>Which methods the generator takes for metrics, and what it makes of them.</summary>
internal static class Metrics
{
    /// <summary>True for a method that is marked as a metric; of the two parts of a partial one, for the first.</summary>
    public static bool IsMetric(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } && method.HasAttribute(KnownNames.Metric);

    /// <summary>True for a rightly declared formula, whether it is streamed or keeps its rows.</summary>
    public static bool IsFormula(IMethodSymbol method) => IsMetric(method) && MetricSignature.Read(method) is { IsValid: true, State: null };

    /// <summary>The metrics that a type declares itself, in order.</summary>
    public static IEnumerable<IMethodSymbol> Of(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(IsMetric);

    /// <summary>The name in logs.</summary>
    public static string KeyOf(IMethodSymbol metric) =>
        metric.FindAttribute(KnownNames.Metric)?.StringArgument() is { Length: > 0 } name ? name : KeyName.ToSnakeCase(metric.Name);

    /// <summary>True if the type gets a <c>MetricSet</c> of all its metrics.</summary>
    public static bool HasSet(INamedTypeSymbol type) => !type.HasAttribute(KnownNames.MetricLibrary);

    /// <summary>Why a formula cannot be streamed; null for one that can, that keeps its rows, or that has a fault in its declaration.</summary>
    public static Refusal? Refusal(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        IsFormula(method) && !method.HasAttribute(KnownNames.Collect)
            ? Planner.Plan(method.PartialImplementationPart ?? method, compilation, cancellationToken).Refusal
            : null;
}
