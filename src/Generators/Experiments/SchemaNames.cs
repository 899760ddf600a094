using Gen.Generators.Common;
using Gen.Generators.Semantics;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments;

/// <summary>
/// Names of the schemas of blocks. A block that any code of its assembly can refer to has its schema in its own namespace, once, for all
/// experiments; another one (private or file-local) has it in each experiment that uses it.
/// </summary>
internal static class SchemaNames
{
    private const string BlockPrefix = "GeneratedSchema_";
    private const string KindPrefix = "GeneratedKind_";

    /// <summary>The name of the schema class of a block.</summary>
    public static string OfBlock(INamedTypeSymbol block) => BlockPrefix + Flat(block);

    /// <summary>The name of the class that describes what a kind adds to its block.</summary>
    public static string OfKind(INamedTypeSymbol kind) => KindPrefix + Flat(kind);

    /// <summary>True if the schema of a <c>[Config]</c> class stands in the namespace of the class.</summary>
    public static bool IsShared(INamedTypeSymbol block)
    {
        for (var type = block; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType || type.IsFileLocal
                || type.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        }

        return block.HasAttribute(KnownNames.Config);
    }

    /// <summary>The full name of the schema in the namespace of a class; null if it has none that can be used.</summary>
    public static string? Shared(INamedTypeSymbol type, INamedTypeSymbol? kindOf, Compilation compilation)
    {
        var owner = kindOf ?? type;
        if (!IsShared(owner) || (kindOf is not null && !SymbolEqualityComparer.Default.Equals(type.ContainingType, kindOf)))
            return null;
        var space = type.ContainingNamespace is { IsGlobalNamespace: false } named ? named.ToDisplayString() + "." : "";
        var name = space + (kindOf is null ? OfBlock(type) : OfKind(type));
        if (SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly))
            return "global::" + name;
        // An assembly that was compiled without the generator has no schemas.
        var schema = type.ContainingAssembly.GetTypeByMetadataName(name);
        return schema is not null && compilation.IsSymbolAccessibleWithin(schema, compilation.Assembly) ? "global::" + name : null;
    }

    /// <summary>True if code of other assemblies can refer to the type.</summary>
    public static bool IsPublic(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    /// <summary>The name with those of the containing types, as one identifier; an underscore of its own is doubled.</summary>
    private static string Flat(INamedTypeSymbol type)
    {
        var name = type.Name.Replace("_", "__");
        return type.ContainingType is { } outer ? Flat(outer) + "_" + name : name;
    }
}
