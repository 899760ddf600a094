using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.NoEffect;

/// <summary><c>[Metric]</c>, <c>[Collect]</c>, <c>[MetricLibrary]</c> and the attributes of metrics' parameters where nothing reads them.</summary>
internal static class IdleMetricAttributes
{
    public static bool IsOfMetrics(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "MetricAttribute" or "CollectAttribute" } type && type.ContainingNamespace.ToDisplayString() == "Gen";

    /// <summary>Why <c>[Metric]</c> or <c>[Collect]</c> on a method does nothing; null if it does.</summary>
    public static string? WhyIdle(IMethodSymbol method, AttributeData attribute) =>
        method.MethodKind != MethodKind.Ordinary ? $"'{method.Name}' is not an ordinary method"
        : attribute.AttributeClass!.Name == "CollectAttribute" && !method.HasAttribute(KnownNames.Metric) ? $"'{method.Name}' is not marked [Metric]"
        : null;

    /// <summary><c>[MetricLibrary]</c> on a type that has none.</summary>
    public static IEnumerable<IdleAttribute> OfType(INamedTypeSymbol type)
    {
        if (type.FindAttribute(KnownNames.MetricLibrary) is { } library && !Metrics.Of(type).Any())
            yield return new(library, $"'{type.Name}' has no method marked [Metric]");
    }

    public static IEnumerable<IdleAttribute> OfParameters(IMethodSymbol metric)
    {
        foreach (var parameter in metric.Parameters)
        {
            if (parameter.FindAttribute(KnownNames.FromConfig) is not { } fromConfig)
                continue;
            if (MetricSignature.IsBatch(parameter))
                yield return new(fromConfig, $"'{parameter.Name}' is a batch tensor, which each update gives");
            else if (!Experiments.IsExperiment(metric.ContainingType))
                yield return new(fromConfig, $"'{metric.ContainingType.Name}' is not marked [Experiment], so its metrics' config values are given to their states' constructors");
        }
    }
}
