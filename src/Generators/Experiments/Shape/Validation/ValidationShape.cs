using System;
using System.Collections.Generic;
using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments.Shape;

/// <summary>
/// A DataAnnotations attribute on an entry, taken apart: as the C# condition that generated code checks, and as a check of a constant for the analyzer.
/// </summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Condition">C#, true when violated; <c>{0}</c> is the entry, <c>{1}</c> a free variable name.</param>
/// <param name="Rule">The sentence's end: <c>must be from 1 to 100</c>.</param>
/// <param name="IsViolatedBy">Whether a constant (null included) violates it; null where that can't be told at compile time.</param>
internal sealed record ValidationShape(AttributeData Attribute, string Condition, string Rule, Func<object?, bool?> IsViolatedBy)
{
    public static IReadOnlyList<ValidationShape> Read(EntryShape entry)
    {
        if (entry.Property?.GetAttributes() is not { IsEmpty: false } attributes)
            return [];
        var shapes = new List<ValidationShape>();
        foreach (var attribute in attributes)
        {
            if (attribute.AttributeClass is { } type && type.ContainingNamespace?.ToDisplayString() == KnownNames.DataAnnotations
                && Read(attribute, type.Name, entry) is { } shape)
                shapes.Add(ErrorMessage(attribute) is { } message ? shape with { Rule = message.Replace("{0}", entry.Key) } : shape);
        }

        return shapes;
    }

    private static ValidationShape? Read(AttributeData attribute, string name, EntryShape entry) => name switch
    {
        "RangeAttribute" => RangeRule.Read(attribute, entry),
        "AllowedValuesAttribute" => ValuesRule.Read(attribute, entry, allowed: true),
        "DeniedValuesAttribute" => ValuesRule.Read(attribute, entry, allowed: false),
        "StringLengthAttribute" when entry.Value.Kind == ValueKind.String => TextRules.Length(attribute, entry, attribute.NamedNumber("MinimumLength"), attribute.NumberArgument(0)),
        "MinLengthAttribute" => TextRules.Length(attribute, entry, attribute.NumberArgument(0), null),
        "MaxLengthAttribute" => TextRules.Length(attribute, entry, null, attribute.NumberArgument(0)),
        "LengthAttribute" => TextRules.Length(attribute, entry, attribute.NumberArgument(0), attribute.NumberArgument(1)),
        "RegularExpressionAttribute" when entry.Value.Kind == ValueKind.String => TextRules.Pattern(attribute),
        "RequiredAttribute" => TextRules.Required(attribute, entry),
        _ => null,
    };

    private static string? ErrorMessage(AttributeData attribute) => attribute.NamedArguments.FirstOrDefault(a => a.Key == "ErrorMessage").Value.ScalarValue() as string;
}

internal static class ValidationArguments
{
    /// <summary>The value of a constant that is no array; null for one that is, where asking throws.</summary>
    public static object? ScalarValue(this TypedConstant constant) => constant.Kind is TypedConstantKind.Array or TypedConstantKind.Error ? null : constant.Value;

    /// <summary>A constructor argument that is an int; null if it is missing or something else.</summary>
    public static int? NumberArgument(this AttributeData attribute, int index) =>
        attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].ScalarValue() is int value ? value : null;

    /// <summary>A named argument that is an int; null if it is missing or something else.</summary>
    public static int? NamedNumber(this AttributeData attribute, string name) => attribute.Named(name) is int value ? value : null;

    /// <summary>True if a named argument is given as true.</summary>
    public static bool NamedFlag(this AttributeData attribute, string name) => attribute.Named(name) is true;

    private static object? Named(this AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.ScalarValue();
}
