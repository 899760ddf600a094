using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Types that people take for others.</summary>
internal static class WrongTypes
{
    /// <summary>A type that a value of this one does not convert to.</summary>
    public static string For(ITypeSymbol type) => Underlying(type).SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Boolean => "int",
        _ => "string",
    };

    /// <summary>A type whose values do not convert to this one, to be that of an entry.</summary>
    public static string Source(ITypeSymbol type) => Underlying(type).SpecialType == SpecialType.System_String ? "int" : "string";

    /// <summary>An initializer or default that fits any type, in place of the one that is there.</summary>
    public static Change WithDefault(this Change change, EqualsValueClauseSyntax? old) => old is null ? change : change.Replace(old.Value, "default!");

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;
}
