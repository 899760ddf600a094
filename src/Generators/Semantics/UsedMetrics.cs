using Gen.Generators.Common;
using Gen.Generators.Metrics;
using Gen.Generators.Metrics.Planning;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>A metric that <c>[UseMetrics]</c> names.</summary>
/// <param name="Name">The name.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Index">The position among the attribute's names.</param>
/// <param name="Method">The metric; null if there is a problem.</param>
/// <param name="Problem">The rest of the sentence that begins with the metric; null if there is none.</param>
/// <param name="Nearest">The nearest metric, if there is none of the name.</param>
internal sealed record UsedMetric(
    string Name, AttributeData Attribute, int Index, IMethodSymbol? Method, string? Problem = null, string? Nearest = null);

/// <summary>The metrics that a type takes from others with <c>[UseMetrics]</c>: for the generator and the analyzers alike.</summary>
internal static class UsedMetrics
{
    // A library of a hundred is not listed.
    private const int MaxListed = 10;

    private const string WayOut = "Write a [Metric] method that calls it.";

    /// <summary>All names of a type's attributes, in order.</summary>
    public static IReadOnlyList<UsedMetric> In(INamedTypeSymbol type, Compilation compilation)
    {
        // Analyzers ask for every type: most have no such attribute.
        var attributes = type.FindAttributes(KnownNames.UseMetrics).ToArray();
        if (attributes.Length == 0)
            return [];
        var all = new List<UsedMetric>();
        var keys = new HashSet<string>(MetricOwners.MetricsOf(type).Select(m => KeyName.Normalize(MetricSignature.KeyOf(m))));
        foreach (var attribute in attributes)
        {
            var arguments = attribute.ConstructorArguments;
            if (arguments.Length != 2 || arguments[0].Value is not INamedTypeSymbol library || arguments[1].Kind != TypedConstantKind.Array)
                continue;
            var names = arguments[1].Values;
            if (names.IsDefault)
                continue;
            for (var i = 0; i < names.Length; i++)
            {
                if (names[i].Value is not string name)
                    continue;
                var used = Find(new UsedMetric(name, attribute, i, null), library, type, compilation);
                if (used.Method is { } method && !keys.Add(KeyName.Normalize(MetricSignature.KeyOf(method))))
                    used = used with
                    {
                        Method = null,
                        Problem = $"has the same name in logs as another metric of '{type.Name}', {MetricSignature.KeyOf(method)}.",
                    };
                all.Add(used);
            }
        }

        return all;
    }

    /// <summary>Returns what fills the config parameters of a used metric, by the entries of an experiment.</summary>
    public static IEnumerable<(IParameterSymbol Parameter, ParameterFill Fill)> Fills(
        IMethodSymbol method, INamedTypeSymbol experiment, ConfigSemantics config, Compilation compilation)
    {
        var matcher = new ParameterMatcher(experiment, config, compilation);
        return method.Parameters.Where(p => !MetricSignature.IsBatch(p)).Select(p => (p, matcher.Match(p)));
    }

    private static UsedMetric Find(UsedMetric used, INamedTypeSymbol library, INamedTypeSymbol type, Compilation compilation)
    {
        var metrics = MetricOwners.MetricsOf(library).Where(m => compilation.IsSymbolAccessibleWithin(m, type)).ToList();
        var named = metrics.Where(m => m.Name == used.Name).ToList();
        if (named.Count == 0)
        {
            var names = metrics.Select(m => m.Name).Distinct().ToList();
            var nearest = NearestName.Find(used.Name, names);
            var hint = nearest is not null || names.Count <= MaxListed ? NearestName.Hint(used.Name, names, "Its metrics are") : "";
            return used with { Problem = $"does not exist in '{library.Name}'.{hint}", Nearest = nearest };
        }

        if (named.Count > 1)
            return used with { Problem = $"is the name of several metrics of '{library.Name}'. {WayOut}" };
        var method = named[0];
        if (method.HasAttribute(KnownNames.Collect) || MetricSignature.Read(method) is { IsValid: true, State: not null })
            return used with { Problem = $"keeps a state that only a method of '{type.Name}' can create. {WayOut}" };
        if (method.DeclaringSyntaxReferences.Length == 0 && ReferencedPlan.Find(method) is { Problem: { } problem })
            return used with { Problem = $"cannot be used: {problem}." };
        return used with { Method = method };
    }
}
