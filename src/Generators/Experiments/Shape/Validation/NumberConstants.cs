using System;
using System.Globalization;
using Gen.Generators.Common;

namespace Gen.Generators.Experiments.Shape;

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

    /// <summary>A number, or a text that is one, as decimal; the nearest end of decimal's range if it is beyond; null for anything else, NaN included.</summary>
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
