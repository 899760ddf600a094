using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// Reads a value for an entry. Used by generated code. Its methods return whether the value is valid. Common types have methods of their
/// own, because calls without type arguments compile fastest, and there is one for every entry of every experiment.
/// </summary>
/// <param name="value">The value.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryReader(ConfigValue value)
{
    private readonly ConfigValue _value = value;

    /// <summary>The description of valid values in error messages; null after a valid value was read.</summary>
    public string? Expected { get; private set; } = "left at its default";

    /// <summary>Reads a Boolean value.</summary>
    public bool Boolean(out bool result) => Value(BooleanType.Instance, out result);

    /// <summary>Reads a 32-bit integer.</summary>
    public bool Int32(out int result) => Value(IntegerType<int>.Instance, out result);

    /// <summary>Reads a 64-bit integer.</summary>
    public bool Int64(out long result) => Value(IntegerType<long>.Instance, out result);

    /// <summary>Reads a nullable 64-bit integer.</summary>
    public bool NullableInt64(out long? result) => Value(ConfigTypes.NullableInt64, out result);

    /// <summary>Reads a single-precision number.</summary>
    public bool Single(out float result) => Value(FloatingType<float>.Instance, out result);

    /// <summary>Reads a double-precision number.</summary>
    public bool Double(out double result) => Value(FloatingType<double>.Instance, out result);

    /// <summary>Reads a string.</summary>
    public bool String([NotNullWhen(true)] out string? result) => Value(StringType.Instance, out result);

    /// <summary>Reads a string or null.</summary>
    public bool NullableString(out string? result) => Value(NullableStringType.Instance, out result);

    /// <summary>Reads a value of another type.</summary>
    public bool Value<T>(ConfigType<T> type, [MaybeNullWhen(false)] out T result) => Complete(type.TryRead(_value, out result), type);

    /// <summary>Reads an array.</summary>
    public bool Array<T>(ListType<T> type, out T[]? result) => Complete(type.TryReadArray(_value, out result), type);

    /// <summary>Reads a dictionary, or an item that is added to those of the current value.</summary>
    public bool Dictionary<T>(
        DictionaryType<T> type,
        IReadOnlyDictionary<string, T>? current,
        out IReadOnlyDictionary<string, T>? result
    ) => Complete(type.TryRead(_value, current, out result), type);

    private bool Complete<T>(bool wasRead, ConfigType<T> type)
    {
        Expected = wasRead ? null : type.Expected;
        return wasRead;
    }
}

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

    /// <inheritdoc/>
    public override string Expected => "a number";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T result)
    {
        // 1e999 is parsed as infinity, which is not what was meant.
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

        // With a decimal point, because some readers take 5 for an integer.
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

internal sealed class BooleanType : ConfigType<bool>
{
    public static readonly BooleanType Instance = new();

    public override string Expected => "true or false";

    public override bool TryRead(in ConfigValue value, out bool result)
    {
        result = value.Text is null && value.Json.ValueKind == JsonValueKind.True;
        if (result || (value.Text is null && value.Json.ValueKind == JsonValueKind.False))
            return true;
        return value.ScalarText is { } text && ScalarText.TryBoolean(text, out result);
    }

    public override void Write(Utf8JsonWriter writer, bool value) => writer.WriteBooleanValue(value);
}

internal sealed class StringType : ConfigType<string>
{
    public static readonly StringType Instance = new();

    public override string Expected => "a string";

    public override bool TryRead(in ConfigValue value, out string result)
    {
        var text = value is { Text: { } given, IsLiteral: false } ? ScalarText.Unquote(given) : value.ScalarText;
        result = text ?? "";
        return text is not null;
    }

    // The value can be null in spite of its type, by an initializer null!.
    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}

internal sealed class NullableStringType : ConfigType<string?>
{
    public static readonly NullableStringType Instance = new();

    public override string Expected => "a string or null";

    public override bool TryRead(in ConfigValue value, out string? result)
    {
        result = null;
        if (value is { IsNull: true, IsLiteral: false } or { Text: null, IsNull: true })
            return true;
        var read = StringType.Instance.TryRead(value, out var text);
        result = text;
        return read;
    }

    public override void Write(Utf8JsonWriter writer, string? value) => writer.WriteStringValue(value);
}
