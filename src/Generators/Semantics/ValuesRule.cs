using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary>
/// <c>[AllowedValues]</c> and <c>[DeniedValues]</c>: constants are converted to the entry's type at compile time; one that the type cannot
/// hold is equal to no value of it.
/// </summary>
internal static class ValuesRule
{
    public static ValidationSemantics? Read(AttributeData attribute, EntrySemantics entry, bool allowed)
    {
        var value = entry.Value;
        if (
            value.Kind > ValueKind.Enum
            || attribute.ConstructorArguments.Length == 0
            || attribute.ConstructorArguments[0].Kind != TypedConstantKind.Array
            || attribute.ConstructorArguments[0].Values.IsDefaultOrEmpty
        )
            return null;
        var given = attribute.ConstructorArguments[0].Values;
        var fitting = given.Where(c => Fits(c, entry)).Select(c => Convert(c.ScalarValue(), value)).Distinct().ToArray();
        if (fitting.Length == 0 && !allowed)
            return null;
        var shown = string.Join(", ", given.Select(Shown));
        return new(
            attribute,
            Condition(fitting, entry, allowed),
            allowed ? $"must be one of {shown}" : $"must be none of {shown}",
            constant =>
                constant is not null && Convert(constant, value) is null ? null : fitting.Contains(Convert(constant, value)) != allowed
        );
    }

    private static string Condition(object?[] values, EntrySemantics entry, bool allowed)
    {
        if (values.Length == 0)
            return "true";   // nothing is allowed
        var literals = values.Select(v => Literal(v, entry).Replace("{", "{{").Replace("}", "}}")).ToArray();
        if (entry.Value.Kind == ValueKind.Floating && entry.Value.FullName is not ("double" or "float"))
            return (allowed ? "!(" : "") + string.Join(" || ", literals.Select(l => "{0} == " + l)) + (allowed ? ")" : "");
        return allowed ? $"{{0}} is not ({string.Join(" or ", literals)})" : $"{{0}} is {string.Join(" or ", literals)}";
    }

    private static bool Fits(TypedConstant constant, EntrySemantics entry)
    {
        if (constant.Kind is TypedConstantKind.Array or TypedConstantKind.Type or TypedConstantKind.Error)
            return false;
        if (constant.IsNull)
            return entry.Value.IsNullable || !entry.Type.IsValueType;

        // Of enums only the entry's own one: Color.Red is not Size.Small.
        return (constant.Kind != TypedConstantKind.Enum || constant.Type?.FullName() == entry.Value.FullName)
            && Convert(constant.Value, entry.Value) is not null;
    }

    /// <summary>The constant as the one object that stands for an equal value of the entry's type; null for null, and for what the type
    /// cannot hold.</summary>
    private static object? Convert(object? constant, ValueSemantics value) => value.Kind switch
    {
        ValueKind.Boolean => constant as bool?,
        ValueKind.String => constant as string,
        _ when constant is string => null,
        ValueKind.Floating => NumberConstants.Double(constant) is { } number ? NumberConstants.Round(number, value.FullName) : null,
        ValueKind.Integer => NumberConstants.Decimal(constant) is { } whole && NumberConstants.Limits(value.FullName) is var (min, max)
            && whole >= min && whole <= max && decimal.Truncate(whole) == whole ? whole : null,
        _ => NumberConstants.Decimal(constant),
    };

    private static string Literal(object? constant, EntrySemantics entry) => (entry.Value.Kind, constant) switch
    {
        (_, null) => "null",
        (ValueKind.Integer, decimal number) => NumberConstants.IntegerLiteral(number, entry.Value.FullName),
        (ValueKind.Floating, double number) => NumberConstants.FloatingLiteral(number, entry.Value.FullName),
        (ValueKind.Enum, decimal number) => EnumLiteral(number, entry),
        (ValueKind.Decimal, decimal number) => Literals.Number(number),
        _ => Literals.Constant(constant, null),
    };

    private static string EnumLiteral(decimal number, EntrySemantics entry)
    {
        var type = entry.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : entry.Type;
        return Member(type, number) is { } member
            ? $"{entry.Value.FullName}.{TypeModels.EscapedName(member)}"
            : $"({entry.Value.FullName})({Literals.Number(number).TrimEnd('m')})";
    }

    private static string Shown(TypedConstant constant) =>
        constant.Kind == TypedConstantKind.Array ? "a list"
        : constant is { Kind: TypedConstantKind.Enum, Type: { } type }
        && NumberConstants.Decimal(constant.Value) is { } number
        && Member(type, number) is { } member
            ? member
        : NumberConstants.Shown(constant.ScalarValue());

    private static string? Member(ITypeSymbol type, decimal number) =>
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(f => f.HasConstantValue && NumberConstants.Decimal(f.ConstantValue) == number)
            ?.Name;
}
