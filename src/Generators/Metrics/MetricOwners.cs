using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>Types that declare metrics, and which names in them are free.</summary>
internal static class MetricOwners
{
    public static MetricOwnerModel Read(INamedTypeSymbol type)
    {
        var isExperiment = IsExperiment(type);
        var names = GeneratedNames(type).Append(MetricNames.Set).Append(MetricNames.CreateSet).ToArray();
        return new MetricOwnerModel(
            TypeModels.Read(type),
            !type.HasAttribute(KnownNames.MetricLibrary),
            isExperiment,
            names.Where(n => n == type.Name || InTheWay(type, n).Any()).ToEquatableArray(),
            names.Where(n => type.WithBaseTypes().Skip(1).Any(b => Has(b, n, type))).ToEquatableArray());
    }

    /// <summary>Members of the user's, or the type itself, that stand where something is to be generated for its metrics.</summary>
    public static IEnumerable<(string Generated, ISymbol User)> CollisionsIn(INamedTypeSymbol type)
    {
        var metrics = MetricsOf(type).ToArray();
        if (metrics.Length == 0 && !type.HasAttribute(KnownNames.UseMetrics))
            yield break;
        var names = metrics.Where(m => MetricSignature.Read(m).State is null).Select(m => MetricNames.State(m.Name)).Distinct().ToList();
        if (!type.HasAttribute(KnownNames.MetricLibrary))
            names.Add(MetricNames.Set);
        if (names.Contains(MetricNames.Set) && IsExperiment(type))
            names.Add(MetricNames.CreateSet);
        foreach (var name in names)
        {
            if (name == type.Name)
                yield return (name, type);
            foreach (var member in InTheWay(type, name))
                yield return (name, member);
        }
    }

    /// <summary>Metrics that a type declares itself, in order.</summary>
    public static IEnumerable<IMethodSymbol> MetricsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>().Where(m => m.HasAttribute(KnownNames.Metric));

    private static bool IsExperiment(INamedTypeSymbol type) =>
        type is { TypeKind: TypeKind.Class, IsStatic: false } && type.HasAttribute(KnownNames.Experiment);

    private static IEnumerable<ISymbol> InTheWay(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).Where(m => !GeneratedMembers.IsGenerated(m));

    private static IEnumerable<string> GeneratedNames(INamedTypeSymbol type) =>
        MetricsOf(type).Select(m => MetricNames.State(m.Name)).Distinct();

    // A base class of this project has its generated members only after the generator has run.
    private static bool Has(INamedTypeSymbol inherited, string name, INamedTypeSymbol type)
    {
        if (inherited.GetMembers(name).Any(m => m.DeclaredAccessibility != Accessibility.Private))
            return true;
        var metrics = GeneratedNames(inherited).ToArray();
        return SymbolEqualityComparer.Default.Equals(inherited.ContainingAssembly, type.ContainingAssembly)
            && (metrics.Length > 0 || inherited.HasAttribute(KnownNames.UseMetrics))
            && name switch
            {
                MetricNames.Set => !inherited.HasAttribute(KnownNames.MetricLibrary),
                MetricNames.CreateSet => inherited.HasAttribute(KnownNames.Experiment),
                _ => metrics.Contains(name),
            };
    }
}

/// <summary>How open a generated state can be: no more than the types that its members name.</summary>
internal static class MetricAccess
{
    public static string Read(IMethodSymbol method, INamedTypeSymbol owner)
    {
        var least = method.Parameters.Select(p => Rank(p.Type, owner)).Append(Rank(method.ReturnType, owner)).Min();
        return least switch { 0 => "private", 1 => "internal", _ => "public" };
    }

    // 2 public, 1 internal, 0 less; a container that the state stands in too takes nothing away.
    private static int Rank(ITypeSymbol type, INamedTypeSymbol owner)
    {
        if (type is IArrayTypeSymbol array)
            return Rank(array.ElementType, owner);
        if (type is not INamedTypeSymbol named)
            return 2;
        var least = named.TypeArguments.Select(a => Rank(a, owner)).DefaultIfEmpty(2).Min();
        for (var t = named; t is not null && !Contains(t, owner); t = t.ContainingType)
        {
            var access = t.DeclaredAccessibility switch
            {
                Accessibility.Public => 2,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => 1,
                _ => 0,
            };
            least = System.Math.Min(least, access);
        }

        return least;
    }

    private static bool Contains(INamedTypeSymbol type, INamedTypeSymbol inner)
    {
        for (var t = inner; t is not null; t = t.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(t, type))
                return true;
        }

        return false;
    }
}
