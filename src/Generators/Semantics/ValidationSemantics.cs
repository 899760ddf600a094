using System.Text.RegularExpressions;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>
/// A DataAnnotations attribute on an entry, taken apart: as the C# condition that generated code checks, and as a check of a constant for
/// the analyzer.
/// </summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Condition">C#, true when violated; <c>{0}</c> is the entry, <c>{1}</c> a free variable name.</param>
/// <param name="Rule">The sentence's end: <c>must be from 1 to 100</c>; or the attribute's own message, with <c>{0}</c> for the
/// key.</param>
/// <param name="IsViolatedBy">Whether a constant (null included) violates it; null where that can't be told at compile time.</param>
internal sealed record ValidationSemantics(AttributeData Attribute, string Condition, string Rule, Func<object?, bool?> IsViolatedBy)
{
    public static IReadOnlyList<ValidationSemantics> Read(EntrySemantics entry)
    {
        if (entry.Property?.GetAttributes() is not { IsEmpty: false } attributes)
            return [];
        var shapes = new List<ValidationSemantics>();
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && type.IsIn(KnownNames.DataAnnotations)
                && Read(attribute, type.Name, entry) is { } shape)
                shapes.Add(ErrorMessage(attribute) is { } message ? shape with { Rule = message } : shape);
        }

        return shapes;
    }

    private static ValidationSemantics? Read(AttributeData attribute, string name, EntrySemantics entry) =>
        name switch
        {
            "RangeAttribute" => RangeRule.Read(attribute, entry),
            "AllowedValuesAttribute" => ValuesRule.Read(attribute, entry, allowed: true),
            "DeniedValuesAttribute" => ValuesRule.Read(attribute, entry, allowed: false),
            "StringLengthAttribute" when entry.Value.Kind == ValueKind.String => TextRules.Length(
                attribute,
                entry,
                attribute.NamedNumber("MinimumLength"),
                attribute.NumberArgument(0)
            ),
            "MinLengthAttribute" => TextRules.Length(attribute, entry, attribute.NumberArgument(0), null),
            "MaxLengthAttribute" => TextRules.Length(attribute, entry, null, attribute.NumberArgument(0)),
            "LengthAttribute" => TextRules.Length(attribute, entry, attribute.NumberArgument(0), attribute.NumberArgument(1)),
            "RegularExpressionAttribute" when entry.Value.Kind == ValueKind.String => TextRules.Pattern(attribute),
            "RequiredAttribute" => TextRules.Required(attribute, entry),
            _ => null,
        };

    private static string? ErrorMessage(AttributeData attribute) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == "ErrorMessage").Value.ScalarValue() as string;
}

internal static class ValidationArguments
{
    /// <summary>The value of a constant that is no array; null for one that is, where asking throws.</summary>
    public static object? ScalarValue(this TypedConstant constant) =>
        constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;

    /// <summary>A constructor argument that is an int; null if it is missing or something else.</summary>
    public static int? NumberArgument(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].ScalarValue() is int value ? value : null;

    /// <summary>A named argument that is an int; null if it is missing or something else.</summary>
    public static int? NamedNumber(this AttributeData attribute, string name) => attribute.Named(name) is int value ? value : null;

    /// <summary>True if a named argument is given as true.</summary>
    public static bool NamedFlag(this AttributeData attribute, string name) => attribute.Named(name) is true;

    private static object? Named(this AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.ScalarValue();
}

/// <summary>Lengths, patterns and presence.</summary>
internal static class TextRules
{
    public static ValidationSemantics? Length(AttributeData attribute, EntrySemantics entry, int? min, int? max)
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
            constant =>
                constant is null ? false
                : constant is string text ? text.Length < (min ?? 0) || text.Length > (max is >= 0 ? max : int.MaxValue)
                : null
        );
    }

    public static ValidationSemantics? Pattern(AttributeData attribute)
    {
        if (attribute.StringArgument() is not { } pattern)
            return null;
        return new(
            attribute,
            $"{{0}} is {{{{ }}}} {{1}} && !global::Gen.Configuration.ConfigRules.Matches({{1}}, "
            + $"{Literals.Text(pattern).Replace("{", "{{").Replace("}", "}}")})",
            $"must match {pattern}",
            constant => constant is string text ? !Matches(text, pattern) : constant is null ? false : null);
    }

    public static ValidationSemantics? Required(AttributeData attribute, EntrySemantics entry)
    {
        if (entry.Type.IsValueType && !entry.Value.IsNullable)
            return null;
        if (entry.Value.Kind != ValueKind.String || attribute.NamedFlag("AllowEmptyStrings"))
            return new(attribute, "{0} is null", "must have a value", constant => constant is null);
        return new(
            attribute,
            "string.IsNullOrWhiteSpace({0})",
            "must have a value",
            constant => constant is null || (constant is string text && text.Trim().Length == 0)
        );
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
