using System.Collections.Generic;
using System.Linq;
using Gen.Analyzers.Common;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Experiments.Shape;
using Gen.Generators.Hooks.Shape;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.NoEffect;

/// <summary><c>[Captured]</c>, <c>[Main]</c>, <c>[Command]</c>, those of metrics and hooks, and their parameters' attributes where nothing reads them.</summary>
internal static class IdleMethodAttributes
{
    private static readonly string[] s_ofParameters = [KnownNames.FromConfig, KnownNames.Seed, KnownNames.FromCaller];

    private static readonly string[] s_ofMethods = [KnownNames.Captured, KnownNames.CapturedOf, KnownNames.Main, KnownNames.Command, KnownNames.Metric, KnownNames.Collect];

    public static IEnumerable<IdleAttribute> In(IMethodSymbol method, Experiments experiments) =>
        OfMethod(method, experiments).Concat(OfParameters(method, experiments));

    /// <summary>True for an attribute that marks methods.</summary>
    public static bool IsOfMethods(AttributeData attribute) =>
        attribute.AttributeClass is { ContainingNamespace: { Name: "Gen", ContainingNamespace.IsGlobalNamespace: true } } type
        && (s_ofMethods.Contains("Gen." + type.MetadataName) || HookKinds.Of(attribute) != HookKind.None);

    private static IEnumerable<IdleAttribute> OfMethod(IMethodSymbol method, Experiments experiments)
    {
        foreach (var attribute in method.GetAttributes().Where(IsOfMethods))
        {
            var reason = IdleMetricAttributes.IsOfMetrics(attribute) ? IdleMetricAttributes.WhyIdle(method, attribute)
                : HookKinds.Of(attribute) != HookKind.None ? WhyNoHook(method, experiments)
                : attribute.AttributeClass!.IsGenericType ? WhyNotExtended(method, attribute, experiments)
                : method.MethodKind != MethodKind.Ordinary ? $"'{method.Name}' is not an ordinary method"
                : !Experiments.IsExperiment(method.ContainingType) ? WhyNoMember(method, attribute)
                : attribute.AttributeClass.Name == "CapturedAttribute" ? WhyNoOverload(method, method.ContainingType, experiments)
                : null;
            if (reason is not null)
                yield return new(attribute, reason);
        }
    }

    // Outside an experiment it is the method that is wrong.
    private static string? WhyNoHook(IMethodSymbol method, Experiments experiments) =>
        method.MethodKind != MethodKind.Ordinary ? $"'{method.Name}' is not an ordinary method"
        : Experiments.IsExperiment(method.ContainingType) && !experiments.HasTraining ? "this project does not reference Gen.Training, whose trainer calls hooks"
        : null;

    private static string WhyNoMember(IMethodSymbol method, AttributeData attribute) =>
        $"'{method.ContainingType.Name}' is not marked [Experiment]"
        + (attribute.AttributeClass!.Name == "CapturedAttribute" ? "; for a static method of another class write [Captured<TheExperiment>]" : "");

    private static string? WhyNotExtended(IMethodSymbol method, AttributeData attribute, Experiments experiments)
    {
        var target = attribute.AttributeClass!.TypeArguments[0];
        if (IdleTypeAttributes.WhyNoTarget(target) is { } wrong)
            return wrong;
        if (target is not INamedTypeSymbol experiment || target.TypeKind == TypeKind.Error)
            return null;
        if (CapturedTypes.CanExtend(method))
            return WhyNoOverload(method, experiment, experiments);
        if (method.MethodKind != MethodKind.Ordinary)
            return $"'{method.Name}' is not an ordinary method";
        if (!method.IsStatic)
            return $"'{method.Name}' is an instance method, which only the experiment's own methods marked [Captured] may be";
        for (ISymbol? symbol = method; symbol is IMethodSymbol or INamedTypeSymbol; symbol = symbol.ContainingType)
        {
            if (symbol is INamedTypeSymbol { IsGenericType: true })
                return $"'{symbol.Name}' is generic, and its type arguments could not be known";
            if (symbol is INamedTypeSymbol { IsFileLocal: true })
                return $"'{symbol.Name}' is local to its file, which the generated overload is not in";
        }

        return $"'{method.Name}' must be visible in the whole project, internal or public, and so must the classes around it";
    }

    private static string? WhyNoOverload(IMethodSymbol method, INamedTypeSymbol experiment, Experiments experiments) =>
        experiments.CapturedBy(method, experiment).Fills.Any(f => f.IsOmitted)
            ? null
            : $"no parameter of '{method.Name}' is an entry of '{experiment.Name}' or a special value, so there is nothing to fill";

    private static IEnumerable<IdleAttribute> OfParameters(IMethodSymbol method, Experiments experiments)
    {
        if (method.Parameters.All(p => p.GetAttributes().IsEmpty))
            return [];
        var isFilled = CapturedShape.ExperimentsOf(method).Any() || ((CommandParser.IsCommand(method) || HookSignature.IsHook(method)) && Experiments.IsExperiment(method.ContainingType));
        if (!isFilled && Metrics.IsMetric(method))
            return IdleMetricAttributes.OfParameters(method);
        return OfParameters(method, isFilled);
    }

    private static IEnumerable<IdleAttribute> OfParameters(IMethodSymbol method, bool isFilled)
    {
        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in s_ofParameters.SelectMany(parameter.FindAttributes))
            {
                if (!isFilled && !method.GetAttributes().Any(IsOfMethods))
                    yield return new(attribute, $"'{method.Name}' is not marked [Captured], [Main] or [Command], nor as a hook");
                else if (isFilled && !ParameterMatcher.CanFill(parameter) && parameter.Type.TypeKind != TypeKind.Error)
                    yield return new(attribute, $"'{parameter.Name}' is passed by reference, 'params' or a ref struct, and such parameters are never filled");
            }
        }
    }
}
