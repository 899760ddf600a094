using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Metrics.Model;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>Types that declare metrics, and which names in them are free.</summary>
internal static class MetricOwners
{
    public static MetricOwnerModel Read(INamedTypeSymbol type)
    {
        var isExperiment = type is { TypeKind: TypeKind.Class, IsStatic: false } && type.HasAttribute(KnownNames.Experiment);
        var names = GeneratedNames(type).Append(MetricNames.Set).Append(MetricNames.CreateSet).ToArray();
        return new MetricOwnerModel(
            TypeModels.Read(type),
            !type.HasAttribute(KnownNames.MetricLibrary),
            isExperiment,
            names.Where(n => n == type.Name || type.GetMembers(n).Any(m => !GeneratedMembers.IsGenerated(m))).ToEquatableArray(),
            names.Where(n => type.WithBaseTypes().Skip(1).Any(b => Has(b, n, type))).ToEquatableArray());
    }

    private static IEnumerable<string> GeneratedNames(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(m => m.HasAttribute(KnownNames.Metric)).Select(m => MetricNames.State(m.Name)).Distinct();

    // A base class of this project has its generated members only after the generator has run.
    private static bool Has(INamedTypeSymbol inherited, string name, INamedTypeSymbol type)
    {
        if (inherited.GetMembers(name).Any(m => m.DeclaredAccessibility != Accessibility.Private))
            return true;
        var metrics = GeneratedNames(inherited).ToArray();
        return SymbolEqualityComparer.Default.Equals(inherited.ContainingAssembly, type.ContainingAssembly) && metrics.Length > 0 && name switch
        {
            MetricNames.Set => !inherited.HasAttribute(KnownNames.MetricLibrary),
            MetricNames.CreateSet => inherited.HasAttribute(KnownNames.Experiment),
            _ => metrics.Contains(name),
        };
    }
}
