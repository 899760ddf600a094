using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>
/// Reads one value into one entry, as generated code asks for it. The common types have a method of their own: one call without type
/// arguments is what the compiler does fastest, and there is one for every entry of every experiment.
/// </summary>
/// <param name="value">What is read.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryReader(ConfigValue value)
{
    private readonly ConfigValue _value = value;

    /// <summary>What the entry expects, for error messages; null once a value was read.</summary>
    public string? Expected { get; private set; } = "set by nothing";

    /// <summary>Reads true or false; false if it is neither.</summary>
    public bool Boolean(out bool result) => Value(ConfigTypes.Boolean, out result);

    /// <summary>Reads an integer of 32 bits; false if it does not parse.</summary>
    public bool Int32(out int result) => Value(IntegerType<int>.Instance, out result);

    /// <summary>Reads an integer of 64 bits; false if it does not parse.</summary>
    public bool Int64(out long result) => Value(IntegerType<long>.Instance, out result);

    /// <summary>Reads an integer of 64 bits or null; false if it does not parse.</summary>
    public bool NullableInt64(out long? result) => Value(ConfigTypes.NullableInt64, out result);

    /// <summary>Reads a floating number of 32 bits; false if it does not parse.</summary>
    public bool Single(out float result) => Value(FloatingType<float>.Instance, out result);

    /// <summary>Reads a floating number of 64 bits; false if it does not parse.</summary>
    public bool Double(out double result) => Value(FloatingType<double>.Instance, out result);

    /// <summary>Reads a text; false if it is none.</summary>
    public bool String([NotNullWhen(true)] out string? result) => Value(ConfigTypes.String, out result);

    /// <summary>Reads a text or null; false if it is neither.</summary>
    public bool NullableString(out string? result) => Value(ConfigTypes.NullableString, out result);

    /// <summary>Reads a value of any other type; false if it does not parse.</summary>
    public bool Value<T>(ConfigType<T> type, [MaybeNullWhen(false)] out T result) => Ends(type.TryRead(_value, out result), type);

    /// <summary>Reads an array; false if it does not parse.</summary>
    public bool Array<T>(ListType<T> type, out T[]? result) => Ends(type.TryReadArray(_value, out result), type);

    /// <summary>Reads a dictionary, or one item that is put beside those of <paramref name="current"/>; false if it does not
    /// parse.</summary>
    public bool Dictionary<T>(
        DictionaryType<T> type,
        IReadOnlyDictionary<string, T>? current,
        out IReadOnlyDictionary<string, T>? result
    ) => Ends(type.TryRead(_value, current, out result), type);

    private bool Ends<T>(bool wasRead, ConfigType<T> type)
    {
        Expected = wasRead ? null : type.Expected;
        return wasRead;
    }
}

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
/// A floating type. NaN and the infinities are written as the strings <c>"NaN"</c>, <c>"Infinity"</c> and <c>"-Infinity"</c>: JSON has no
/// number for them.
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

    public override string Expected => "a text";

    public override bool TryRead(in ConfigValue value, out string result)
    {
        var text = value is { Text: { } given, IsLiteral: false } ? ScalarText.Unquote(given) : value.ScalarText;
        result = text ?? "";
        return text is not null;
    }

    // A string entry can hold null in spite of its type (an initializer of null!): written as what it is.
    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);
}

internal sealed class NullableStringType : ConfigType<string?>
{
    public static readonly NullableStringType Instance = new();

    public override string Expected => "a text or null";

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
