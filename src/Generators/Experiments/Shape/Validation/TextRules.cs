using System;
using System.Linq;
using System.Text.RegularExpressions;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments.Shape;

/// <summary>Lengths, patterns and presence.</summary>
internal static class TextRules
{
    public static ValidationShape? Length(AttributeData attribute, EntryShape entry, int? min, int? max)
    {
        if (entry.Value.Kind is not (ValueKind.String or ValueKind.Array or ValueKind.List or ValueKind.Dictionary))
            return null;
        var length = entry.Value.Kind is ValueKind.String or ValueKind.Array ? "Length" : "Count";
        var what = entry.Value.Kind == ValueKind.String ? "character" : "item";
        var bounds = string.Join(" or ", new[] { min > 0 ? $"< {min}" : null, max >= 0 ? $"> {max}" : null }.Where(c => c is not null));
        if (bounds.Length == 0)
            return null;
        var rule = (min > 0, max >= 0) switch
        {
            (true, true) when min == max => $"must have {min} {what}{Plural(max)}",
            (true, true) => $"must have {min} to {max} {what}{Plural(max)}",
            (true, false) => $"must have at least {min} {what}{Plural(min)}",
            _ => $"must have at most {max} {what}{Plural(max)}",
        };

        // A property pattern passes over null, as these attributes do.
        return new(
            attribute,
            $"{{0}} is {{{{ {length}: {bounds} }}}}",
            rule,
            constant => constant is null ? false : constant is string text ? text.Length < (min ?? 0) || text.Length > (max is >= 0 ? max : int.MaxValue) : null);
    }

    public static ValidationShape? Pattern(AttributeData attribute)
    {
        if (attribute.StringArgument() is not { } pattern)
            return null;
        return new(
            attribute,
            $"{{0}} is {{{{ }}}} {{1}} && !global::Gen.Configuration.ConfigRules.Matches({{1}}, {Literals.Text(pattern).Replace("{", "{{").Replace("}", "}}")})",
            $"must match {pattern}",
            constant => constant is string text ? !Matches(text, pattern) : constant is null ? false : null);
    }

    public static ValidationShape? Required(AttributeData attribute, EntryShape entry)
    {
        if (entry.Type.IsValueType && !entry.Value.IsNullable)
            return null;
        if (entry.Value.Kind != ValueKind.String || attribute.NamedFlag("AllowEmptyStrings"))
            return new(attribute, "{0} is null", "a value is required", constant => constant is null);
        return new(attribute, "string.IsNullOrWhiteSpace({0})", "a value is required", constant => constant is null || (constant is string text && text.Trim().Length == 0));
    }

    private static string Plural(int? count) => count == 1 ? "" : "s";

    private static bool Matches(string text, string pattern)
    {
        try
        {
            var match = Regex.Match(text, pattern, default, TimeSpan.FromSeconds(1));
            return text.Length == 0 || (match.Success && match.Index == 0 && match.Length == text.Length);
        }
        catch (Exception e) when (e is ArgumentException or RegexMatchTimeoutException)
        {
            return true;   // an invalid pattern is not the default value's fault
        }
    }
}
