using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Gen.Generators.Semantics;
using Gen.Shared;
using Microsoft.CodeAnalysis;

namespace Gen.Analyzers.Common;

/// <summary>Helpers that create diagnostics and the arguments of their messages.</summary>
internal static class Messages
{
    private const int MaxListLength = 200;

    private static readonly SymbolDisplayFormat s_typeFormat = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>Returns a descriptor of the same rule with another message.</summary>
    public static DiagnosticDescriptor WithMessage(this DiagnosticDescriptor rule, string messageFormat) => new(
        rule.Id,
        rule.Title,
        messageFormat,
        rule.Category,
        rule.DefaultSeverity,
        rule.IsEnabledByDefault,
        helpLinkUri: rule.HelpLinkUri,
        customTags: [.. rule.CustomTags]);

    /// <summary>Creates a diagnostic at one location.</summary>
    public static Diagnostic At(this DiagnosticDescriptor message, Location location, params object?[] arguments) =>
        Diagnostic.Create(message, location, arguments);

    /// <summary>Creates a diagnostic that mentions another location, which is left out if it is null or not in source.</summary>
    public static Diagnostic At(this DiagnosticDescriptor message, Location location, Location? other, params object?[] arguments) =>
        message.At(location, other, ImmutableDictionary<string, string?>.Empty, arguments);

    /// <summary>Creates a diagnostic with <see cref="FixHints"/> for the rule's code fix.</summary>
    public static Diagnostic At(
        this DiagnosticDescriptor message,
        Location location,
        Location? other,
        ImmutableDictionary<string, string?> hints,
        params object?[] arguments
    ) => Diagnostic.Create(message, location, other is null || !other.IsInSource ? null : [other], hints, arguments);

    /// <summary>Returns the type as a user writes it, with its <c>?</c>.</summary>
    public static string Display(this ITypeSymbol type) => type.ToDisplayString(s_typeFormat);

    /// <summary>Returns an attribute as it is written: <c>Captured&lt;ApiDocs&gt;</c>.</summary>
    public static string Display(this AttributeData attribute)
    {
        const string Suffix = "Attribute";
        var type = attribute.AttributeClass!;
        var name = type.Name.EndsWith(Suffix, System.StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : type.Name;
        return type.TypeArguments.IsEmpty ? name : $"{name}<{string.Join(", ", type.TypeArguments.Select(t => t.Display()))}>";
    }

    /// <summary>
    /// Returns the entry's name as a parameter: <c>EmbeddingSize</c> is <c>embeddingSize</c>, <c>URLPath</c> is <c>urlPath</c>.
    /// </summary>
    public static string AsParameter(this EntrySemantics entry)
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

    /// <summary>Returns the end of a message that suggests a name.</summary>
    public static string DidYouMean(string nearest) => $". Did you mean '{nearest}'?";

    /// <summary>
    /// Returns the end of a message about an unknown name: the nearest valid one, else all of them if they fit on a line.
    /// </summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="candidates">The valid names.</param>
    /// <param name="introduction">What precedes a list of all: <c>Its entries are</c>.</param>
    public static string DidYouMean(string name, IEnumerable<string> candidates, string introduction)
    {
        var all = candidates.ToArray();
        if (NearestName.Find(name, all) is { } nearest)
            return DidYouMean(nearest);
        var list = string.Join(", ", all);
        return all.Length == 0 || list.Length > MaxListLength ? "" : $". {introduction} {list}.";
    }
}
