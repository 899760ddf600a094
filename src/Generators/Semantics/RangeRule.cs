using System.Globalization;
using Gen.Generators.Common;
using Gen.Generators.Experiments;
using Microsoft.CodeAnalysis;

namespace Gen.Generators.Semantics;

/// <summary><c>[Range]</c>: compared in the entry's own type, so that <c>0.1f</c> is in <c>[Range(0, 0.1)]</c>.</summary>
internal sealed class RangeRule
{
    private readonly AttributeData _attribute;
    private readonly ValueSemantics _value;
    private readonly object? _low;
    private readonly object? _high;
    private readonly bool _above;
    private readonly bool _below;

    private RangeRule(AttributeData attribute, EntrySemantics entry)
    {
        (_attribute, _value) = (attribute, entry.Value);
        var arguments = attribute.ConstructorArguments;
        (_low, _high) = (arguments[arguments.Length - 2].ScalarValue(), arguments[arguments.Length - 1].ScalarValue());
        _above = attribute.NamedFlag("MinimumIsExclusive");
        _below = attribute.NamedFlag("MaximumIsExclusive");
    }

    public static ValidationSemantics? Read(AttributeData attribute, EntrySemantics entry)
    {
        if (attribute.ConstructorArguments.Length < 2)
            return null;
        var rule = new RangeRule(attribute, entry);
        return entry.Value.Kind switch
        {
            ValueKind.Integer => rule.Integer(),
            ValueKind.Decimal => rule.Decimal(),
            ValueKind.Floating => rule.Floating(),
            ValueKind.DateTime or ValueKind.DateTimeOffset or ValueKind.TimeSpan => rule.Time(),
            _ => null,
        };
    }

    private ValidationSemantics? Integer()
    {
        if (NumberConstants.Decimal(_low) is not { } low || NumberConstants.Decimal(_high) is not { } high)
            return null;
        var (min, max) = NumberConstants.Limits(_value.FullName);
        var first = Beyond(low) ? low : _above ? Math.Floor(low) + 1 : Math.Ceiling(low);
        var last = Beyond(high) ? high : _below ? Math.Ceiling(high) - 1 : Math.Floor(high);
        var bounds = new[]
        {
            first > min ? $"< {NumberConstants.IntegerLiteral(Math.Min(first, max), _value.FullName)}" : null,
            last < max ? $"> {NumberConstants.IntegerLiteral(Math.Max(last, min), _value.FullName)}" : null,
        }.Where(b => b is not null).ToArray();
        if (bounds.Length == 0)
            return null;
        var none = first > last || first > max || last < min;
        return Shape(
            none ? "{0} is {{ }}" : $"{{0}} is {string.Join(" or ", bounds)}",
            first > min,
            last < max,
            c => c < first || c > last
        );
    }

    private ValidationSemantics? Decimal()
    {
        if (NumberConstants.Decimal(_low) is not { } low || NumberConstants.Decimal(_high) is not { } high)
            return null;
        var condition = $"{{0}} is {(_above ? "<=" : "<")} {Literals.Number(low)} or {(_below ? ">=" : ">")} {Literals.Number(high)}";
        return Shape(condition, !Beyond(low), !Beyond(high), c => c < low || c > high || (_above && c == low) || (_below && c == high));
    }

    private ValidationSemantics? Floating()
    {
        if (NumberConstants.Double(_low) is not { } low || NumberConstants.Double(_high) is not { } high)
            return null;
        var type = _value.FullName;
        (low, high) = (NumberConstants.Round(low, type), NumberConstants.Round(high, type));
        var (above, below) = (_above ? ">" : ">=", _below ? "<" : "<=");
        var (from, to) = (NumberConstants.FloatingLiteral(low, type), NumberConstants.FloatingLiteral(high, type));

        // Written as what is allowed, so that NaN is outside of every range. Half has no constants, so no patterns either.
        var condition = type is "double" or "float"
            ? $"{{0}} is not ({(_value.IsNullable ? "null or " : "")}{above} {from} and {below} {to})"
            : $"{{0}} is {{{{ }}}} {{1}} && !({{1}} {above} {from} && {{1}} {below} {to})";
        var greatest = type == "float" ? float.MaxValue : double.MaxValue;
        return Shape(condition, low > -greatest, high < greatest, null) with
        {
            IsViolatedBy = constant =>
                constant is null ? false
                : NumberConstants.Double(constant) is not { } value || constant is string ? null
                : NumberConstants.Round(value, type) is var v && !((_above ? v > low : v >= low) && (_below ? v < high : v <= high)),
        };
    }

    private ValidationSemantics? Time()
    {
        if (_low is not string from || _high is not string to || !IsTime(from) || !IsTime(to))
            return null;

        // As entries of these types read their texts: a range must not depend on the machine's time zone.
        const string Styles = ", global::System.Globalization.DateTimeStyles.";
        var styles = _value.Kind switch
        {
            ValueKind.DateTime => Styles + "RoundtripKind",
            ValueKind.DateTimeOffset => Styles + "AssumeUniversal",
            _ => "",
        };
        string Parsed(string text) =>
            $"{_value.FullName}.Parse({Literals.Text(text)}, global::System.Globalization.CultureInfo.InvariantCulture{styles})"
                .Replace("{", "{{")
                .Replace("}", "}}");
        return Shape(
            $"{{0}} is {{{{ }}}} {{1}} && !({{1}} {(_above ? ">" : ">=")} {Parsed(from)} && {{1}} {(_below ? "<" : "<=")} {Parsed(to)})",
            true,
            true,
            null
        );
    }

    private bool IsTime(string text) => _value.Kind switch
    {
        ValueKind.DateTime => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        ValueKind.DateTimeOffset => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        _ => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _),
    };

    private static bool Beyond(decimal bound) => bound is decimal.MaxValue or decimal.MinValue;

    private ValidationSemantics Shape(string condition, bool hasLow, bool hasHigh, Func<decimal, bool>? isOutside)
    {
        var (low, high) = (NumberConstants.Shown(_low), NumberConstants.Shown(_high));
        var rule = (hasLow, hasHigh, _above, _below) switch
        {
            (true, false, true, _) => $"must be more than {low}",
            (true, false, _, _) => $"must be at least {low}",
            (false, true, _, true) => $"must be less than {high}",
            (false, true, _, _) => $"must be at most {high}",
            (false, false, _, _) => "must be a finite number",
            (_, _, true, true) => $"must be more than {low} and less than {high}",
            (_, _, true, _) => $"must be more than {low} and at most {high}",
            (_, _, _, true) => $"must be from {low} to less than {high}",
            _ => $"must be from {low} to {high}",
        };
        return new(
            _attribute,
            condition,
            rule,
            constant =>
                constant is null ? false
                : constant is string || isOutside is null || NumberConstants.Decimal(constant) is not { } value ? null
                : isOutside(value)
        );
    }
}

/// <summary>Constants of attributes as exact numbers, and as C# literals of an entry's type.</summary>
internal static class NumberConstants
{
    /// <summary>The least and greatest value of an integer type by its C# keyword.</summary>
    public static (decimal Min, decimal Max) Limits(string type) => type switch
    {
        "sbyte" => (sbyte.MinValue, sbyte.MaxValue),
        "byte" => (byte.MinValue, byte.MaxValue),
        "short" => (short.MinValue, short.MaxValue),
        "ushort" => (ushort.MinValue, ushort.MaxValue),
        "int" => (int.MinValue, int.MaxValue),
        "uint" => (uint.MinValue, uint.MaxValue),
        "long" => (long.MinValue, long.MaxValue),
        _ => (ulong.MinValue, ulong.MaxValue),
    };

    /// <summary>A number, or a text that is one, as decimal; the nearest end of decimal's range if it is beyond; null for anything else,
    /// NaN included.</summary>
    public static decimal? Decimal(object? value)
    {
        switch (value)
        {
            case string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact):
                return exact;
            case string or float or double:
                return Double(value) is not { } number || double.IsNaN(number) ? null
                    : Math.Abs(number) < 7.9e28 ? (decimal)number : number > 0 ? decimal.MaxValue : decimal.MinValue;
            case bool or char or null:
                return null;
            default:
                return value is IConvertible integer ? integer.ToDecimal(CultureInfo.InvariantCulture) : null;
        }
    }

    /// <summary>A number, or a text that is one, as double; null for anything else.</summary>
    public static double? Double(object? value) => value switch
    {
        string text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        float single => double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        bool or char or null => null,
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The value of a floating entry nearest to a bound or constant; a finite one stays finite.</summary>
    public static double Round(double value, string type)
    {
        if (type != "float" || double.IsNaN(value) || double.IsInfinity(value))
            return value;
        return Math.Abs(value) > float.MaxValue ? Math.Sign(value) * (double)float.MaxValue : (float)value;
    }

    /// <summary>The literal of an integer that the type can hold.</summary>
    public static string IntegerLiteral(decimal value, string type) =>
        value.ToString("0", CultureInfo.InvariantCulture) + type switch { "uint" => "u", "long" => "L", "ulong" => "ul", _ => "" };

    /// <summary>The literal of a floating number; System.Half has none, and gets a cast.</summary>
    public static string FloatingLiteral(double value, string type) => type switch
    {
        "double" => value == double.MaxValue ? "double.MaxValue" : value == double.MinValue ? "double.MinValue" : Literals.Number(value),
        "float" => value >= float.MaxValue && !double.IsInfinity(value) ? "float.MaxValue"
            : value <= float.MinValue && !double.IsInfinity(value) ? "float.MinValue" : Literals.Number((float)value),
        _ => Math.Abs(value) > 65504 && !double.IsInfinity(value) ? $"global::System.Half.{(value > 0 ? "MaxValue" : "MinValue")}"
            : $"(global::System.Half)({Literals.Number(value)})",
    };

    /// <summary>As messages show it.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
