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

/// <summary>Metrics as the generator reads them.</summary>
internal static class Metrics
{
    /// <summary>Returns true for a method marked as a metric; of a partial method, for the definition.</summary>
    public static bool IsMetric(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } && method.HasAttribute(KnownNames.Metric);

    /// <summary>Returns true for a valid formula, whether it is streamed or collects its rows.</summary>
    public static bool IsFormula(IMethodSymbol method) =>
        IsMetric(method) && MetricSignature.Read(method) is { IsValid: true, State: null };

    /// <summary>Returns the metrics that a type declares itself, in order.</summary>
    public static IEnumerable<IMethodSymbol> DeclaredIn(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Where(IsMetric);

    /// <summary>Returns the name in logs.</summary>
    public static string KeyOf(IMethodSymbol metric) => MetricSignature.KeyOf(metric);

    /// <summary>Returns the metrics of a type's <c>MetricSet</c>: its own, and those that it uses of others.</summary>
    public static IEnumerable<IMethodSymbol> InSet(INamedTypeSymbol type, Compilation compilation) => HasSet(type)
        ? DeclaredIn(type).Concat(UsedMetrics.In(type, compilation).Select(u => u.Method).OfType<IMethodSymbol>())
        : [];

    /// <summary>Returns the property that has the value.</summary>
    public static string PropertyOf(IMethodSymbol metric) => MetricNames.Property(metric.Name, KeyOf(metric));

    /// <summary>
    /// Returns the key of a metric that is called by its method's name, although its attribute gives it another; null for other names.
    /// </summary>
    public static string? KeyOfMethod(INamedTypeSymbol type, string name)
    {
        var normalized = KeyName.Normalize(name);
        foreach (var metric in DeclaredIn(type))
        {
            var (method, key) = (KeyName.Normalize(metric.Name), KeyOf(metric));
            if (method == KeyName.Normalize(key))
                continue;
            if (normalized == method)
                return key;
            if (normalized == KeyName.Normalize(LogMembers.ValidationKey) + method)
                return LogMembers.ValidationKey + key;
        }

        return null;
    }

    /// <summary>Returns true if a <c>MetricSet</c> of all metrics is generated for the type.</summary>
    public static bool HasSet(INamedTypeSymbol type) => !type.HasAttribute(KnownNames.MetricLibrary);

    /// <summary>Returns why a formula cannot be streamed, or null for one that can, that collects its rows, or that is not valid.</summary>
    public static Refusal? Refusal(IMethodSymbol method, Compilation compilation, CancellationToken cancellationToken) =>
        IsFormula(method) && !method.HasAttribute(KnownNames.Collect)
            ? Planner.Plan(method.PartialImplementationPart ?? method, compilation, cancellationToken).Refusal
            : null;
}
