using System;
using System.Collections.Immutable;
using System.Linq;
using Gen.Generators.Common;
using Gen.Generators.Experiments.Shape;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Gen.Analyzers.Common;

/// <summary>Says of an entry that is missed in which class it could be declared, and as what.</summary>
internal static class MissingEntryHints
{
    /// <summary>Adds <see cref="FixHints.Owner"/> and <see cref="FixHints.Entry"/>; neither where no entry of the key and type can be declared.</summary>
    /// <param name="hints">What is known already.</param>
    /// <param name="key">The key or name that was looked for; dotted for an entry of a block.</param>
    /// <param name="type">The type of what asks for it.</param>
    /// <param name="experiment">The experiment that lacks it.</param>
    /// <param name="experiments">The experiments of the compilation.</param>
    public static ImmutableDictionary<string, string?> AndEntry(this ImmutableDictionary<string, string?> hints, string key, ITypeSymbol type, INamedTypeSymbol experiment, Experiments experiments)
    {
        var dot = key.LastIndexOf('.');
        var owner = dot < 0 ? experiment : experiments.ConfigOf(experiment).FindBlock(key.Substring(0, dot))?.Type;
        var name = PropertyName(key.Substring(dot + 1));
        return owner is not null && IsFree(name, owner) && CanHold(type, owner, experiments)
            ? hints.And(FixHints.Owner, DocumentationCommentId.CreateDeclarationId(owner)).And(FixHints.Entry, name)
            : hints;
    }

    /// <summary><c>num_classes</c> and <c>numClasses</c> are <c>NumClasses</c>.</summary>
    private static string PropertyName(string key) =>
        string.Concat(key.Split(['_', '-'], StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));

    private static bool IsFree(string name, INamedTypeSymbol owner) =>
        SyntaxFacts.IsValidIdentifier(name) && name != owner.Name && !owner.WithBaseTypes().Any(t => !t.GetMembers(name).IsEmpty);

    private static bool CanHold(ITypeSymbol type, INamedTypeSymbol owner, Experiments experiments)
    {
        var isBlock = type is INamedTypeSymbol block && block.HasAttribute(KnownNames.Config)
            && !SymbolEqualityComparer.Default.Equals(block, owner) && experiments.ConfigOf(block).CanCreate;
        return (isBlock || ValueShapeReader.Read(type) is not null) && IsAsOpen(type, owner);
    }

    /// <summary>A public property's type must be seen wherever the property is.</summary>
    private static bool IsAsOpen(ITypeSymbol type, INamedTypeSymbol owner) => type switch
    {
        IArrayTypeSymbol array => IsAsOpen(array.ElementType, owner),
        INamedTypeSymbol named => named.TypeArguments.All(t => IsAsOpen(t, owner)) && (Openness(named) >= Openness(owner) || IsNestedIn(named, owner)),
        _ => false,
    };

    /// <summary>A type nested in the owner is as open as the owner if it is public itself.</summary>
    private static bool IsNestedIn(INamedTypeSymbol type, INamedTypeSymbol owner) =>
        type.DeclaredAccessibility == Accessibility.Public && SymbolEqualityComparer.Default.Equals(type.ContainingType, owner);

    /// <summary>2: seen from other projects; 1: from this one; 0: from a class only.</summary>
    private static int Openness(INamedTypeSymbol type)
    {
        var least = 2;
        for (var t = type; t is not null; t = t.ContainingType)
        {
            least = Math.Min(least, t.DeclaredAccessibility switch
            {
                Accessibility.Public => 2,
                Accessibility.Internal => 1,
                _ => 0,
            });
        }

        return least;
    }
}
