using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Suppressions;

/// <summary>
/// Which of the warnings of others are false where Gen's own attributes stand: each condition is the reason why what the warning asks for cannot be
/// done, or would be undone by generated code.
/// </summary>
internal static class FalseAlarms
{
    /// <summary>IDE0051, "private member is unused": generated code calls it, or is made from it.</summary>
    public static bool IsUsed(ISymbol symbol, Experiments experiments) =>
        symbol is IMethodSymbol method && (IsCalled(method, experiments) || IsRightMetric(method));

    /// <summary>IDE0060, "remove unused parameter": generated code gives it. Metrics that pass over a batch tensor are GEN023.</summary>
    public static bool IsGiven(ISymbol symbol, Experiments experiments) => symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
        && (IsRightMetric(method) || (IsHook(method, experiments) && ParameterMatcher.CanFill(parameter)) || FillOf(parameter, experiments) != FillKind.None);

    /// <summary>CA1812, "class is never instantiated": generated code makes it, which an IDE may not have seen yet.</summary>
    public static bool IsMade(ISymbol symbol, Experiments experiments) =>
        symbol is INamedTypeSymbol type && Experiments.ExperimentsOf(type).Any(e => experiments.NamedConfig(type, e).CanCreate);

    /// <summary>CA1822, "can be marked as static": the language reads values from instances, and calls with the experiment at hand.</summary>
    public static bool BelongsToInstance(ISymbol symbol, Experiments experiments) => symbol switch
    {
        IMethodSymbol method => IsCalled(method, experiments) || (method.HasAttribute(KnownNames.Captured) && Experiments.IsExperiment(method.ContainingType)),
        IPropertySymbol property => ConfigShapeReader.IsRead(property)
            && (Experiments.IsExperiment(property.ContainingType) || property.ContainingType.HasAttribute(KnownNames.Config) || Experiments.ExperimentsOf(property.ContainingType).Any()),
        _ => false,
    };

    /// <summary>CA1034, "do not nest type": a named config stands in its experiment.</summary>
    public static bool IsNestedByDesign(ISymbol symbol) =>
        symbol is INamedTypeSymbol type && type.HasAttribute(KnownNames.NamedConfig) && Experiments.IsExperiment(type.ContainingType);

    /// <summary>CA1062, "validate parameter is non-null": a metric is one formula, and what only generated code calls never gets null.</summary>
    public static bool IsNeverNull(ISymbol symbol, Experiments experiments) => symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method } parameter
        && (IsRightMetric(method) || IsHook(method, experiments) || (IsCommand(method) && FillOf(parameter, experiments) != FillKind.None));

    /// <summary>CA5394, "insecure random number generator": a run's numbers are to come again with its seed.</summary>
    public static bool IsSeeded(ISymbol symbol, Experiments experiments) => symbol is IParameterSymbol parameter && FillOf(parameter, experiments) == FillKind.Random;

    private static bool IsCalled(IMethodSymbol method, Experiments experiments) => (IsCommand(method) && CommandParser.CanCall(method)) || IsHook(method, experiments);

    private static bool IsCommand(IMethodSymbol method) => Experiments.IsExperiment(method.ContainingType) && CommandParser.IsCommand(method);

    private static bool IsHook(IMethodSymbol method, Experiments experiments) =>
        Hooks.IsOfExperiment(method) && experiments.HasTraining && Generators.Hooks.Shape.HookSignature.CanCall(method);

    private static bool IsRightMetric(IMethodSymbol method) => Metrics.IsMetric(method) && Generators.Semantics.MetricSignature.Read(method).IsValid;

    // `this` is a parameter to the compiler, and none that anything fills.
    private static FillKind FillOf(IParameterSymbol parameter, Experiments experiments) => parameter is { IsThis: false, ContainingSymbol: IMethodSymbol method }
        ? experiments.Match(method).Select(m => m.Fills[parameter.Ordinal].Kind).FirstOrDefault(k => k != FillKind.None)
        : FillKind.None;
}
