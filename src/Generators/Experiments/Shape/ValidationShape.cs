using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Gen.Generators.Common;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Experiments.Shape;

/// <summary>
/// A DataAnnotations attribute on an entry, taken apart: as the C# condition that generated code checks, and as a check of a constant for the analyzer.
/// </summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Condition">C#, true when violated; <c>{0}</c> is the entry, <c>{1}</c> a free variable name.</param>
/// <param name="Rule">The sentence's end: <c>it must be from 1 to 100</c>.</param>
/// <param name="IsViolatedBy">Whether a constant (null included) violates it; null where that can't be told at compile time.</param>
internal sealed record ValidationShape(AttributeData Attribute, string Condition, string Rule, Func<object?, bool?> IsViolatedBy)
{
    public static IEnumerable<ValidationShape> Read(EntryShape entry)
    {
        if (entry.Property is null)
            yield break;
        foreach (var attribute in entry.Property.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.ContainingNamespace?.ToDisplayString() == KnownNames.DataAnnotations
                && Read(attribute, type.Name, entry) is { } shape)
                yield return attribute.NamedArguments.FirstOrDefault(a => a.Key == "ErrorMessage").Value.Value is string message ? shape with { Rule = message } : shape;
        }
    }

    private static ValidationShape? Read(AttributeData attribute, string name, EntryShape entry) => name switch
    {
        "RangeAttribute" => ReadRange(attribute, entry),
        "AllowedValuesAttribute" => ReadValues(attribute, entry, allowed: true),
        "DeniedValuesAttribute" => ReadValues(attribute, entry, allowed: false),
        "StringLengthAttribute" when entry.Value.Kind == ValueKind.String => Length(attribute, entry, Named(attribute, "MinimumLength"), Argument<int>(attribute, 0)),
        "MinLengthAttribute" => Length(attribute, entry, Argument<int>(attribute, 0), null),
        "MaxLengthAttribute" => Length(attribute, entry, null, Argument<int>(attribute, 0)),
        "LengthAttribute" => Length(attribute, entry, Argument<int>(attribute, 0), Argument<int>(attribute, 1)),
        "RegularExpressionAttribute" when entry.Value.Kind == ValueKind.String => ReadPattern(attribute),
        "RequiredAttribute" => ReadRequired(attribute, entry),
        _ => null,
    };

    private static ValidationShape? ReadRange(AttributeData attribute, EntryShape entry)
    {
        var arguments = attribute.ConstructorArguments;
        if (arguments.Length < 2 || arguments.Any(a => a.Kind == TypedConstantKind.Array))
            return null;
        var (low, high) = (arguments[arguments.Length - 2].Value, arguments[arguments.Length - 1].Value);
        var above = Named(attribute, "MinimumIsExclusive") is 1 ? ">" : ">=";
        var below = Named(attribute, "MaximumIsExclusive") is 1 ? "<" : "<=";
        var rule = $"must be {(above == ">" ? "more than" : "from")} {Shown(low)} {(above == ">" ? "and " : "")}{(below == "<" ? "to less than" : above == ">" ? "at most" : "to")} {Shown(high)}";
        if (entry.Value.Kind is ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.TimeSpan && low is string from && high is string to)
        {
            string Parsed(string text) => $"{entry.Value.FullName}.Parse({Literals.Text(text)}, global::System.Globalization.CultureInfo.InvariantCulture)";
            return new(attribute, $"{{0}} is {{{{ }}}} {{1}} && !({{1}} {above} {Parsed(from)} && {{1}} {below} {Parsed(to)})", rule, _ => null);
        }

        if (entry.Value.Kind is not (ValueKind.Integer or ValueKind.Floating or ValueKind.Decimal) || ToDouble(low) is not { } min || ToDouble(high) is not { } max)
            return null;

        // decimal compares with nothing else, and ulong with no negative number; written as !(a && b), so that NaN is out of every range.
        var exact = entry.Value.Kind == ValueKind.Decimal || entry.Value.FullName == "ulong";
        var cast = entry.Value.FullName is "ulong" ? "(decimal)" : entry.Value.Kind == ValueKind.Floating ? "(double)" : "";
        string Bound(object? value, double number) => exact ? Math.Abs(number) < 7e28 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) + "m" : number > 0 ? "decimal.MaxValue" : "decimal.MinValue"
            : Literals.Number(value is string ? number : value!);
        return new(
            attribute,
            $"{{0}} is {{{{ }}}} {{1}} && !({cast}{{1}} {above} {Bound(low, min)} && {cast}{{1}} {below} {Bound(high, max)})",
            rule,
            constant => constant is null ? false : ToDouble(constant) is not { } value ? null : !((above == ">" ? value > min : value >= min) && (below == "<" ? value < max : value <= max)));
    }

    private static ValidationShape? ReadValues(AttributeData attribute, EntryShape entry, bool allowed)
    {
        if (entry.Value.IsCollection || attribute.ConstructorArguments.Length == 0 || attribute.ConstructorArguments[0].Kind != TypedConstantKind.Array
            || attribute.ConstructorArguments[0].Values.IsDefaultOrEmpty || entry.Value.Kind > ValueKind.Enum)
            return null;
        var constants = attribute.ConstructorArguments[0].Values;
        if (constants.Any(c => c.Kind is TypedConstantKind.Array or TypedConstantKind.Type or TypedConstantKind.Error))
            return null;
        var alternatives = string.Join(" or ", constants.Select(c => Literal(c, entry)).Distinct()).Replace("{", "{{").Replace("}", "}}");
        var shown = string.Join(", ", constants.Select(c => c.Type is { TypeKind: TypeKind.Enum } ? EnumName(c) : Shown(c.Value)));
        var values = constants.Select(c => c.Value).ToImmutableArray();
        return new(
            attribute,
            allowed ? $"{{0}} is not ({alternatives})" : $"{{0}} is {alternatives}",
            allowed ? $"must be one of {shown}" : $"must be none of {shown}",
            constant => values.Any(v => Same(v, constant)) != allowed);
    }

    private static ValidationShape? Length(AttributeData attribute, EntryShape entry, int? min, int? max)
    {
        if (entry.Value.Kind is not (ValueKind.String or ValueKind.Array or ValueKind.List or ValueKind.Dictionary))
            return null;
        var length = entry.Value.Kind is ValueKind.String or ValueKind.Array ? "Length" : "Count";
        var what = entry.Value.Kind == ValueKind.String ? "characters" : "items";
        var conditions = new[] { min > 0 ? $"{{1}}.{length} < {min}" : null, max >= 0 ? $"{{1}}.{length} > {max}" : null }.Where(c => c is not null).ToArray();
        if (conditions.Length == 0)
            return null;
        var rule = (min > 0, max >= 0) switch
        {
            (true, true) => $"must have {min} to {max} {what}",
            (true, false) => $"must have at least {min} {what}",
            _ => $"must have at most {max} {what}",
        };
        return new(
            attribute,
            $"{{0}} is {{{{ }}}} {{1}} && ({string.Join(" || ", conditions)})",
            rule,
            constant => constant is null ? false : constant is string text ? text.Length < (min ?? 0) || text.Length > (max is >= 0 ? max : int.MaxValue) : null);
    }

    private static ValidationShape? ReadPattern(AttributeData attribute)
    {
        if (attribute.StringArgument() is not { } pattern)
            return null;
        return new(
            attribute,
            $"{{0}} is {{{{ }}}} {{1}} && !global::Gen.Configuration.ConfigRules.Matches({{1}}, {Literals.Text(pattern).Replace("{", "{{").Replace("}", "}}")})",
            $"must match {pattern}",
            constant => constant is string text ? !Matches(text, pattern) : constant is null ? false : null);
    }

    private static ValidationShape? ReadRequired(AttributeData attribute, EntryShape entry)
    {
        if (entry.Type.IsValueType && !entry.Value.IsNullable)
            return null;
        if (entry.Value.Kind != ValueKind.String || Named(attribute, "AllowEmptyStrings") is 1)
            return new(attribute, "{0} is null", "a value is required", constant => constant is null);
        return new(attribute, "string.IsNullOrWhiteSpace({0})", "a value is required", constant => constant is null || (constant is string text && text.Trim().Length == 0));
    }

    private static bool? Matches(string text, string pattern)
    {
        try
        {
            var match = System.Text.RegularExpressions.Regex.Match(text, pattern, default, TimeSpan.FromSeconds(1));
            return text.Length == 0 || (match.Success && match.Index == 0 && match.Length == text.Length);
        }
        catch (Exception e) when (e is ArgumentException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return true;   // an invalid pattern is not the default value's fault
        }
    }

    private static string Literal(TypedConstant constant, EntryShape entry)
    {
        if (constant.IsNull)
            return "null";
        var isEnum = entry.Value.Kind == ValueKind.Enum;
        return isEnum ? $"({entry.Value.FullName})({Literals.Number(constant.Value!)})"
            : entry.Value.Kind is ValueKind.Floating or ValueKind.Decimal or ValueKind.Integer && constant.Value is not string ? $"({entry.Value.FullName})({Literals.Number(constant.Value!)})"
            : Literals.Constant(constant.Value, null);
    }

    private static string EnumName(TypedConstant constant) =>
        constant.Type!.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => Equals(f.ConstantValue, constant.Value))?.Name ?? Shown(constant.Value);

    private static bool Same(object? a, object? b) =>
        a is null || b is null ? a is null && b is null : ToDouble(a) is { } x && a is not string && ToDouble(b) is { } y && b is not string ? x == y : a.Equals(b);

    private static int? Named(AttributeData attribute, string name) => attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value switch
    {
        int number => number,
        true => 1,
        _ => null,
    };

    private static T? Argument<T>(AttributeData attribute, int index)
        where T : struct => attribute.ConstructorArguments.Length > index && attribute.ConstructorArguments[index].Value is T value ? value : null;

    private static string Shown(object? value) => value switch
    {
        null => "null",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static double? ToDouble(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        bool or char or null => null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };
}
