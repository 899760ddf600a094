using System.Collections.Generic;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.NoEffect;

/// <summary><c>[Experiment]</c>, <c>[NamedConfig]</c> and <c>[MetricLibrary]</c> where nothing is generated for them.</summary>
internal static class IdleTypeAttributes
{
    public static IEnumerable<IdleAttribute> In(INamedTypeSymbol type, Experiments experiments)
    {
        if (type.FindAttribute(KnownNames.Experiment) is { } experiment && !ExperimentParser.CanContinue(type) && WhyNoExperiment(type) is { } reason)
            yield return new(experiment, reason);
        if (type.FindAttribute(KnownNames.NamedConfig) is { } nested && !Experiments.IsExperiment(type.ContainingType))
            yield return new(nested, $"'{type.Name}' is not nested in an experiment; elsewhere write [NamedConfig<TheExperiment>]");
        foreach (var library in IdleMetricAttributes.OfType(type))
            yield return library;
        foreach (var attribute in type.FindAttributes(KnownNames.NamedConfigOf))
        {
            var target = attribute.AttributeClass!.TypeArguments[0];
            if (WhyNoTarget(target) is { } wrong)
                yield return new(attribute, wrong);
            else if (target.TypeKind != TypeKind.Error && !SymbolEqualityComparer.Default.Equals(target.ContainingAssembly, experiments.Compilation.Assembly))
                yield return new(attribute, $"'{target.Name}' is in another project, and its named configs are fixed when that is built");
        }
    }

    /// <summary>Why a type argument of <c>[Captured&lt;T&gt;]</c> or <c>[NamedConfig&lt;T&gt;]</c> means no experiment; null if it does, or if it does not exist.</summary>
    public static string? WhyNoTarget(ITypeSymbol target)
    {
        if (target.TypeKind == TypeKind.Error || (target is INamedTypeSymbol type && Experiments.IsExperiment(type)))
            return null;
        return $"'{target.Name}' is not marked [Experiment]";
    }

    private static string? WhyNoExperiment(INamedTypeSymbol type)
    {
        if (type.IsStatic)
            return $"'{type.Name}' is static, but a config is an instance of its experiment";
        for (var t = type; t is not null; t = t.ContainingType)
        {
            var what = t.Arity > 0 ? "generic" : t.IsFileLocal ? "local to its file" : null;
            if (what is not null)
                return SymbolEqualityComparer.Default.Equals(t, type) ? $"'{type.Name}' is {what}" : $"'{t.Name}', which contains '{type.Name}', is {what}";
        }

        return null;   // it has a member that collides, which is GEN011's subject
    }
}
