using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Gen.Analyzers.Tests.Mutations.Support;

/// <summary>Typing mistakes in names: a letter missing, doubled, swapped with its neighbour, or a wrong vowel.</summary>
internal static class Misspelling
{
    private const string Vowels = "aeiou";

    /// <summary>
    /// Misspells a name without hitting an existing one. Returns null for a name that is too short.
    /// </summary>
    public static string? Create(string name, Random random, IEnumerable<string> existing)
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

    /// <summary>Normalizes a name like an entry's key.</summary>
    public static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    private static string Slip(string name, Random random)
    {
        // The first letter is seldom mistyped, and cannot become a digit.
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

/// <summary>Types that do not fit.</summary>
internal static class WrongTypes
{
    /// <summary>Returns a type to which a value of another type does not convert.</summary>
    public static string For(ITypeSymbol type) => Underlying(type).SpecialType switch
    {
        SpecialType.System_String or SpecialType.System_Double or SpecialType.System_Single or SpecialType.System_Boolean => "int",
        _ => "string",
    };

    /// <summary>Returns the type of an entry whose values do not convert to another type.</summary>
    public static string Source(ITypeSymbol type) => Underlying(type).SpecialType == SpecialType.System_String ? "int" : "string";

    /// <summary>Replaces an initializer or default with one that fits any type.</summary>
    public static Change WithDefault(this Change change, EqualsValueClauseSyntax? old) =>
        old is null ? change : change.Replace(old.Value, "default!");

    private static ITypeSymbol Underlying(ITypeSymbol type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
