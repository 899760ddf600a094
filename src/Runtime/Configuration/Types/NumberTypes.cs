using System.ComponentModel;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>An integer type.</summary>
/// <typeparam name="T">The C# type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class IntegerType<T> : ConfigType<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    /// <summary>The one instance.</summary>
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
            && T.TryParse(ScalarText.CleanNumber(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (typeof(T) == typeof(ulong))
            writer.WriteNumberValue(ulong.CreateTruncating(value));
        else
            writer.WriteNumberValue(long.CreateTruncating(value));
    }
}

/// <summary>
/// A floating type. NaN and the infinities are written as the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>: JSON has no number for them.
/// </summary>
/// <typeparam name="T">The C# type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FloatingType<T> : ConfigType<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The one instance.</summary>
    public static readonly FloatingType<T> Instance = new();

    /// <inheritdoc/>
    public override string Expected => "a number";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T result)
    {
        // 1e999 parses as infinity: nobody means that.
        if (value.JsonNumber is { IsEmpty: false } number)
            return T.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out result) && T.IsFinite(result);
        result = default;
        if (value.ScalarText is not { } text)
            return false;
        if (ScalarText.NamedNumber(text) is { } named)
        {
            result = T.CreateTruncating(named);
            return true;
        }

        return T.TryParse(ScalarText.CleanNumber(text), NumberStyles.Float, CultureInfo.InvariantCulture, out result) && T.IsFinite(result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value)
    {
        if (!T.IsFinite(value))
        {
            writer.WriteStringValue(T.IsNaN(value) ? "NaN" : T.IsPositive(value) ? "Infinity" : "-Infinity");
            return;
        }

        // 5.0 stays a float for readers that tell 5 from 5.0.
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out var length, default, CultureInfo.InvariantCulture);
        if (text[..length].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            text[length++] = (byte)'.';
            text[length++] = (byte)'0';
        }

        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }
}

/// <summary>The decimal type.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DecimalType : ConfigType<decimal>
{
    /// <summary>The one instance.</summary>
    public static readonly DecimalType Instance = new();

    /// <inheritdoc/>
    public override string Expected => "a decimal number";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out decimal result)
    {
        result = default;
        return value.ScalarText is { } text
            && decimal.TryParse(ScalarText.CleanNumber(text), NumberStyles.Float, CultureInfo.InvariantCulture, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);
}
