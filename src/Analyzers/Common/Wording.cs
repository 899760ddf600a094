using System.Collections.Generic;
using System.Linq;
using System.Text;
using Gen.Generators.Experiments.Shape;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>How messages name things.</summary>
internal static class Wording
{
    private const int LongestList = 200;

    private static readonly SymbolDisplayFormat s_typeFormat = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>The type as a user writes it, with its <c>?</c>.</summary>
    public static string Shown(this ITypeSymbol type) => type.ToDisplayString(s_typeFormat);

    /// <summary>The entry's name as a parameter: <c>EmbeddingSize</c> is <c>embeddingSize</c>, <c>URLPath</c> is <c>urlPath</c>.</summary>
    public static string AsParameter(this EntryShape entry)
    {
        var name = entry.Property?.Name ?? entry.Key;
        var text = new StringBuilder(name);
        for (var i = 0; i < text.Length && char.IsUpper(text[i]); i++)
        {
            if (i > 0 && i + 1 < text.Length && char.IsLower(text[i + 1]))
                break;
            text[i] = char.ToLowerInvariant(text[i]);
        }

        return text.ToString();
    }

    /// <summary>The end of a sentence about an unknown name: the nearest right one, else all of them if they fit on a line.</summary>
    public static string DidYouMean(string name, IEnumerable<string> candidates, string introduction)
    {
        var all = candidates.ToArray();
        if (NearestName.Find(name, all) is { } nearest)
            return $"; did you mean '{nearest}'?";
        if (all.Length == 0)
            return "; there are none";
        var list = string.Join(", ", all);
        return list.Length <= LongestList ? $"; {introduction} {list}" : "";
    }
}
