using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>An attribute without an effect.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Reason">The reason, as the end of a sentence after "because".</param>
internal readonly record struct MisplacedAttribute(AttributeData Attribute, string Reason);

/// <summary>
/// <c>[Captured]</c>, <c>[Main]</c>, <c>[Command]</c>, the attributes of metrics and hooks, and those of parameters, where they are not
/// read.
/// </summary>
internal static class MisplacedMethodAttributes
{
    private static readonly string[] s_ofParameters = [KnownNames.FromConfig, KnownNames.Seed, KnownNames.FromCaller];

    private static readonly string[] s_ofMethods =
        [KnownNames.Captured, KnownNames.CapturedOf, KnownNames.Main, KnownNames.Command, KnownNames.Metric, KnownNames.Collect];

    public static IEnumerable<MisplacedAttribute> In(IMethodSymbol method, Experiments experiments) =>
        OfMethod(method, experiments).Concat(OfParameters(method, experiments));

    /// <summary>Returns true for an attribute that marks methods.</summary>
    public static bool IsOfMethods(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "Gen", ContainingNamespace.IsGlobalNamespace: true } } type
        && (s_ofMethods.Contains("Gen." + type.MetadataName) || HookKinds.From(attribute) != HookKind.None);

    /// <summary>
    /// Returns why a type argument of <c>[Captured&lt;T&gt;]</c> or <c>[NamedConfig&lt;T&gt;]</c> is no experiment, or null if it is one,
    /// may become one or does not exist.
    /// </summary>
    public static string? WhyNotExperiment(ITypeSymbol target)
    {
        if (target.TypeKind == TypeKind.Error
            || (target is INamedTypeSymbol type && (Experiments.IsExperiment(type) || UnfinishedCode.IsIn(type))))
            return null;
        return $"'{target.Name}' is not marked [Experiment]";
    }

    private static IEnumerable<MisplacedAttribute> OfMethod(IMethodSymbol method, Experiments experiments)
    {
        foreach (var attribute in method.GetAttributes().Where(IsOfMethods))
        {
            var reason = MisplacedMetricAttributes.IsOfMetrics(attribute) ? MisplacedMetricAttributes.WhyMisplaced(method, attribute)
                : HookKinds.From(attribute) != HookKind.None ? WhyNoHook(method, experiments)
                : attribute.AttributeClass!.IsGenericType ? WhyNotExtended(method, attribute, experiments)
                : method.MethodKind != MethodKind.Ordinary ? $"'{method.Name}' is not an ordinary method"
                : !Experiments.IsExperiment(method.ContainingType) ? WhyNoMember(method, attribute)
                : attribute.AttributeClass.Name == "CapturedAttribute" ? WhyNoOverload(method, method.ContainingType, experiments)
                : null;
            if (reason is not null)
                yield return new(attribute, reason);
        }
    }

    // GEN032 reports a hook outside an experiment.
    private static string? WhyNoHook(IMethodSymbol method, Experiments experiments) =>
        method.MethodKind != MethodKind.Ordinary ? $"'{method.Name}' is not an ordinary method"
        : Experiments.IsExperiment(method.ContainingType) && !experiments.HasTraining
            ? "this project does not reference Gen.Training, whose trainer calls hooks"
            : null;

    private static string WhyNoMember(IMethodSymbol method, AttributeData attribute) =>
        $"'{method.ContainingType.Name}' is not marked [Experiment]"
        + (
            attribute.AttributeClass!.Name == "CapturedAttribute"
                ? ". For a static method of another class, write [Captured<TheExperiment>]."
                : ""
        );

    private static string? WhyNotExtended(IMethodSymbol method, AttributeData attribute, Experiments experiments)
    {
        var target = attribute.AttributeClass!.TypeArguments[0];
        if (WhyNotExperiment(target) is { } wrong)
            return wrong;
        if (target is not INamedTypeSymbol experiment || target.TypeKind == TypeKind.Error)
            return null;
        if (CapturedTypes.CanExtend(method))
            return WhyNoOverload(method, experiment, experiments);
        if (method.MethodKind != MethodKind.Ordinary)
            return $"'{method.Name}' is not an ordinary method";
        if (!method.IsStatic)
            return $"'{method.Name}' is an instance method of another class than the experiment";
        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingType)
        {
            if (symbol is INamedTypeSymbol { IsGenericType: true })
                return $"'{symbol.Name}' is generic and its type arguments are not known";
            if (symbol is INamedTypeSymbol { IsFileLocal: true })
                return $"'{symbol.Name}' is file-local and the generated overload is in another file";
        }

        return $"'{method.Name}' and the classes that contain it must be internal or public";
    }

    private static string? WhyNoOverload(IMethodSymbol method, INamedTypeSymbol experiment, Experiments experiments) =>
        experiments.CapturedBy(method, experiment).Fills.Any(f => f.IsOmitted) || !experiments.IsWhole(experiment)
            ? null
            : $"no parameter of '{method.Name}' is an entry of '{experiment.Name}' or a special value";

    private static IEnumerable<MisplacedAttribute> OfParameters(IMethodSymbol method, Experiments experiments)
    {
        if (method.Parameters.All(p => p.GetAttributes().IsEmpty))
            return [];
        var isFilled = CapturedSemantics.ExperimentsOf(method).Any()
            || ((CommandParser.IsCommand(method) || HookSignature.IsHook(method)) && Experiments.IsExperiment(method.ContainingType));
        if (!isFilled && Metrics.IsMetric(method))
            return MisplacedMetricAttributes.OfParameters(method);
        return OfParameters(method, isFilled);
    }

    private static IEnumerable<MisplacedAttribute> OfParameters(IMethodSymbol method, bool isFilled)
    {
        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in s_ofParameters.SelectMany(parameter.FindAttributes))
            {
                if (!isFilled && !method.GetAttributes().Any(IsOfMethods))
                    yield return new(attribute, $"'{method.Name}' is not marked [Captured], [Main], [Command] or as a hook");
                else if (isFilled && !ParameterMatcher.CanFill(parameter) && parameter.Type.TypeKind != TypeKind.Error)
                    yield return new(
                        attribute,
                        $"'{parameter.Name}' is passed by reference, 'params' or a ref struct, and such parameters are never filled"
                    );
            }
        }
    }
}

/// <summary>
/// <c>[Metric]</c>, <c>[Collect]</c>, <c>[MetricLibrary]</c> and the attributes of metrics' parameters, where they are not read.
/// </summary>
internal static class MisplacedMetricAttributes
{
    public static bool IsOfMetrics(AttributeData attribute) =>
        attribute.AttributeClass is { Name: "MetricAttribute" or "CollectAttribute" } type
        && type.ContainingNamespace.ToDisplayString() == "Gen";

    /// <summary>Returns why <c>[Metric]</c> or <c>[Collect]</c> on a method has no effect, or null if it has one.</summary>
    public static string? WhyMisplaced(IMethodSymbol method, AttributeData attribute) =>
        method.MethodKind != MethodKind.Ordinary ? $"'{method.Name}' is not an ordinary method"
        : attribute.AttributeClass!.Name == "CollectAttribute" && !method.HasAttribute(KnownNames.Metric)
            ? $"'{method.Name}' is not marked [Metric]"
        : null;

    /// <summary>Returns <c>[MetricLibrary]</c> on a type without metrics.</summary>
    public static IEnumerable<MisplacedAttribute> OfType(INamedTypeSymbol type)
    {
        if (type.FindAttribute(KnownNames.MetricLibrary) is { } library
            && !Metrics.DeclaredIn(type).Any() && !UnfinishedCode.IsIn(type))
            yield return new(library, $"'{type.Name}' has no method marked [Metric]");
    }

    public static IEnumerable<MisplacedAttribute> OfParameters(IMethodSymbol metric)
    {
        foreach (var parameter in metric.Parameters)
        {
            if (parameter.FindAttribute(KnownNames.FromConfig) is not { } fromConfig)
                continue;
            if (MetricSignature.IsBatch(parameter))
                yield return new(fromConfig, $"'{parameter.Name}' is a batch tensor, which each update passes");
            else if (!Experiments.IsExperiment(metric.ContainingType))
                yield return new(
                    fromConfig,
                    $"'{metric.ContainingType.Name}' is not marked [Experiment]. Pass config values to the constructors of its states."
                );
        }
    }
}
