using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>What fingers do to names: a letter lost, doubled, swapped with its neighbour, or the wrong vowel.</summary>
internal static class Misspelling
{
    private const string Vowels = "aeiou";

    /// <summary>
    /// A name one slip away from another, that is none of those that exist; null if the name is too short for one to be recognised.
    /// </summary>
    public static string? Of(string name, Random random, IEnumerable<string> existing)
    {
        if (Plain(name).Length < 4)
            return null;
        var taken = existing.Select(Plain).ToHashSet();
        for (var attempt = 0; attempt < 20; attempt++)
        {
            var slipped = Slip(name, random);
            if (Plain(slipped) != Plain(name) && !taken.Contains(Plain(slipped)))
                return slipped;
        }

        return null;
    }

    /// <summary>Like an entry's key, without the case and the hyphens in which two spellings of one key may differ.</summary>
    public static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    private static string Slip(string name, Random random)
    {
        // The first letter stays: it is seldom mistaken, and cannot become a digit.
        var at = random.Next(1, name.Length - 1);
        switch (random.Next(4))
        {
            case 0:
                return name.Remove(at, 1);
            case 1:
                return name.Insert(at, name[at].ToString());
            case 2:
                return name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
            default:
                var vowel = name.IndexOfAny(Vowels.ToCharArray(), 1);
                return vowel < 0 ? name : name[..vowel] + Vowels[(Vowels.IndexOf(name[vowel]) + 1) % Vowels.Length] + name[(vowel + 1)..];
        }
    }
}

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
