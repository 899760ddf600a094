using Gen.Generators.Common;
using Gen.Generators.Metrics.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>Which methods the generator takes for metrics.</summary>
internal static class Metrics
{
    public static bool IsMetric(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && method.HasAttribute(KnownNames.Metric);

    /// <summary>True for a rightly declared formula, whether it is streamed or keeps its rows.</summary>
    public static bool IsFormula(IMethodSymbol method) => IsMetric(method) && MetricSignature.Read(method) is { IsValid: true, State: null };

    /// <summary>True for a rightly declared formula that is to be streamed.</summary>
    public static bool IsStreamed(IMethodSymbol method) => IsFormula(method) && !method.HasAttribute(KnownNames.Collect);
}
