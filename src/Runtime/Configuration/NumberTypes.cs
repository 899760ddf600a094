using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The type of an entry that is an integer.</summary>
/// <typeparam name="T">The C# type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IntegerType<T> : ConfigType<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>The instance.</summary>
    public static readonly IntegerType<T> Instance = new();

    /// <inheritdoc/>
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"an integer from {T.MinValue} to {T.MaxValue}");

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T result)
    {
        if (value.JsonNumber is { IsEmpty: false } number)
            return T.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result);
        result = default;
        return value.ScalarText is { } text
            && NumberText.Clean(text) is { } literal
            && T.TryParse(literal, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (typeof(T) == typeof(ulong))
            writer.WriteNumberValue(ulong.CreateTruncating(value));
        else
            writer.WriteNumberValue(long.CreateTruncating(value));
    }

    internal override string Hint(in ConfigValue value) => DidYouMean(value, NearNumbers.Integer);
}

/// <summary>
/// The type of an entry that is a floating-point number. NaN and infinities are written as the strings <c>"NaN"</c>, <c>"Infinity"</c> and
/// <c>"-Infinity"</c>, because JSON has no numbers for them.
/// </summary>
/// <typeparam name="T">The C# type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FloatingType<T> : ConfigType<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The instance.</summary>
    public static readonly FloatingType<T> Instance = new();

    private static readonly T s_firstWithoutOnes = T.CreateTruncating(1L << T.One.GetSignificandBitLength());
    private static readonly T s_largest = T.BitDecrement(T.PositiveInfinity);

    /// <inheritdoc/>
    public override string Expected => "a number";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T result)
    {
        if (value.JsonNumber is { IsEmpty: false } number)
            return T.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out result)
                && (IsKept(result) || Keeps(Encoding.UTF8.GetString(number), result));
        result = default;
        if (value.ScalarText is not { } text)
            return false;
        if (ScalarText.NamedNumber(text) is { } named)
        {
            result = T.CreateTruncating(named);
            return true;
        }

        return NumberText.Clean(text) is { } literal
            && T.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out result)
            && (IsKept(result) || Keeps(literal, result));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value)
    {
        Span<byte> text = stackalloc byte[FloatingText.MaxLength];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        FloatingText.Write(writer, text, length);
    }

    internal override string Hint(in ConfigValue value)
    {
        if (value.ScalarText is not { } text || NumberText.Clean(text) is not { } literal)
            return DidYouMean(value, NearNumbers.Number);
        var nearest = T.Parse(literal, NumberStyles.Float, CultureInfo.InvariantCulture);
        return T.IsFinite(nearest)
            ? $" The nearest value of its type is {Digits(nearest)}."
            : $" The largest value of its type is {Digits(s_largest)}.";
    }

    // With all digits: that of a Half are 65504, which .NET writes as 65500.
    private static string Digits(T value) => double.CreateTruncating(value) is var number && Math.Abs(number) is >= 1 and < 1e15
        ? number.ToString("F0", CultureInfo.InvariantCulture)
        : value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>Returns whether a number can differ from its text by rounding only.</summary>
    private static bool IsKept(T value) => !T.IsZero(value) && T.Abs(value) < s_firstWithoutOnes;

    /// <summary>Returns whether a number is the one of its text: not 0 for <c>1e-400</c>, not infinity for <c>1e400</c>, and not another
    /// integer for an integer.</summary>
    private static bool Keeps(string literal, T value) =>
        T.IsFinite(value)
        && (T.IsZero(value)
            ? NumberText.IsZero(literal)
            : !NumberText.IsInteger(literal)
                || NumberText.IsKept(literal, double.CreateTruncating(value), value.ToString(null, CultureInfo.InvariantCulture)));
}

/// <summary>Writes floating-point numbers as JSON.</summary>
internal static class FloatingText
{
    /// <summary>The length of a buffer for the text of any number, in bytes.</summary>
    public const int MaxLength = 64;

    /// <summary>Writes a number.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="text">The number in the invariant culture, in a buffer of at least <see cref="MaxLength"/> bytes.</param>
    /// <param name="length">The length of the text.</param>
    public static void Write(Utf8JsonWriter writer, Span<byte> text, int length)
    {
        // NaN, Infinity, -Infinity.
        if (!char.IsAsciiDigit((char)text[length - 1]))
        {
            writer.WriteStringValue(text[..length]);
            return;
        }

        // With a decimal point, because some readers take 5 for an integer.
        if (text[..length].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            text[length++] = (byte)'.';
            text[length++] = (byte)'0';
        }

        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}

/// <summary>The type of an entry that is a decimal number.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DecimalType : ConfigType<decimal>
{
    /// <summary>The instance.</summary>
    public static readonly DecimalType Instance = new();

    /// <inheritdoc/>
    public override string Expected => "a decimal number";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out decimal result)
    {
        result = default;
        return value.ScalarText is { } text && NumberText.Clean(text) is { } literal && DecimalText.TryRead(literal, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value)
    {
        // .NET writes no sign of a zero.
        if (value == 0 && decimal.IsNegative(value))
            writer.WriteRawValue(string.Create(CultureInfo.InvariantCulture, $"-{-value}"), skipInputValidation: true);
        else
            writer.WriteNumberValue(value);
    }

    internal override string Hint(in ConfigValue value)
    {
        if (value.ScalarText is not { } text || NumberText.Clean(text) is not { } literal)
            return DidYouMean(value, NearNumbers.Number);
        return decimal.TryParse(literal, NumberStyles.Float, CultureInfo.InvariantCulture, out var nearest)
            ? string.Create(CultureInfo.InvariantCulture, $" The nearest value of its type is {nearest / 1.0000000000000000000000000000m}.")
            : string.Create(CultureInfo.InvariantCulture, $" The largest value of its type is {decimal.MaxValue}.");
    }
}
