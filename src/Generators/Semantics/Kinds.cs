using System.Collections.Immutable;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>The classes of which a block can be one.</summary>
internal static class Kinds
{
    /// <summary>The key of the choice of a block's kind, within the block.</summary>
    public const string Key = "kind";

    /// <summary>True if a block of this type is one of several: its own class cannot be created.</summary>
    public static bool HasKinds(INamedTypeSymbol block) => block.IsAbstract && !block.IsStatic;

    /// <summary>True for a property that holds a block of several kinds.</summary>
    public static bool CanHave(IPropertySymbol property) =>
        property.Type is INamedTypeSymbol block && block.HasAttribute(KnownNames.Config) && HasKinds(block);

    /// <summary>The classes nested in a block that derive from it.</summary>
    public static IEnumerable<INamedTypeSymbol> NestedIn(INamedTypeSymbol block) =>
        block.GetTypeMembers().Where(t => t.TypeKind == TypeKind.Class && DerivesFrom(t, block));

    /// <summary>The classes that a property adds by <c>[Kind]</c>.</summary>
    public static IEnumerable<INamedTypeSymbol> AddedBy(IPropertySymbol property) =>
        property.FindAttributes(KnownNames.Kind).Select(a => a.AttributeClass?.TypeArguments.FirstOrDefault()).OfType<INamedTypeSymbol>();

    /// <summary>Why a class cannot be a kind of a block; null if it can.</summary>
    public static string? WhyInvalid(INamedTypeSymbol kind, INamedTypeSymbol block, Compilation compilation) =>
        kind switch
        {
            { IsSealed: false } => "it is not sealed",
            { IsGenericType: true } => "it is generic",
            _ when !compilation.IsSymbolAccessibleWithin(kind, compilation.Assembly) && !IsAsAccessibleAs(kind, block) =>
                "it is not accessible from generated code",
            _ when SymbolEqualityComparer.Default.Equals(kind.ContainingType, block) && IsPublic(block) && !IsPublic(kind) =>
                $"it is less accessible than '{block.Name}'",
            _ when !kind.InstanceConstructors.Any(c => c.Parameters.IsEmpty && IsCallable(c)) => "it has no parameterless constructor",
            _ => null,
        };

    /// <summary>The properties of a kind that its block does not have.</summary>
    public static IEnumerable<IPropertySymbol> PropertiesOf(INamedTypeSymbol kind, INamedTypeSymbol block)
    {
        var inherited = new HashSet<string>(ConfigSemanticsReader.PropertiesOf(block).Select(p => p.Name));
        return ConfigSemanticsReader.PropertiesOf(kind).Where(p => !inherited.Contains(p.Name));
    }

    /// <summary>True if the innermost of these classes, each within the one before it, has the entries of a block with kinds.</summary>
    public static bool AreIn(ImmutableArray<INamedTypeSymbol> containers)
    {
        var type = containers[containers.Length - 1];
        return containers.Length > 1 && HasKinds(containers[containers.Length - 2]) && DerivesFrom(type, containers[containers.Length - 2])
            || (HasKinds(type) && (containers.Length > 1 || NestedIn(type).Any()));
    }

    public static bool DerivesFrom(INamedTypeSymbol type, INamedTypeSymbol block) =>
        type.WithBaseTypes().Skip(1).Contains(block, SymbolEqualityComparer.Default);

    /// <summary>True for a type that other assemblies see.</summary>
    private static bool IsPublic(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            if (t.DeclaredAccessibility != Accessibility.Public)
                return false;
        }

        return true;
    }

    private static bool IsCallable(IMethodSymbol constructor) =>
        constructor.DeclaredAccessibility != Accessibility.Private || constructor.IsImplicitlyDeclared;

    // What is nested in a private block is as accessible as that block if it is public or internal itself.
    private static bool IsAsAccessibleAs(INamedTypeSymbol kind, INamedTypeSymbol block) =>
        SymbolEqualityComparer.Default.Equals(kind.ContainingType, block)
        && kind.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;
}
