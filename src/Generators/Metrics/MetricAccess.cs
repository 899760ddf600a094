using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Metrics;

/// <summary>How open a generated state can be: no more than the types that its members name.</summary>
internal static class MetricAccess
{
    public static string Of(IMethodSymbol method, INamedTypeSymbol owner)
    {
        var least = method.Parameters.Select(p => Of(p.Type, owner)).Append(Of(method.ReturnType, owner)).Min();
        return least switch { 0 => "private", 1 => "internal", _ => "public" };
    }

    // 2 public, 1 internal, 0 less; a container that the state stands in too takes nothing away.
    private static int Of(ITypeSymbol type, INamedTypeSymbol owner)
    {
        if (type is IArrayTypeSymbol array)
            return Of(array.ElementType, owner);
        if (type is not INamedTypeSymbol named)
            return 2;
        var least = named.TypeArguments.Select(a => Of(a, owner)).DefaultIfEmpty(2).Min();
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
