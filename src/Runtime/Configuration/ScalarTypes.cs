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

/// <summary>A type with a text form of its own: read from a string, written as one.</summary>
internal abstract class FormattedType<T> : ConfigType<T>
{
    public override bool TryRead(in ConfigValue value, out T result)
    {
        result = default!;
        return value.ScalarText is { } text && TryParse(Shared.ScalarText.Unquote(text.Trim()), out result);
    }

    protected abstract bool TryParse(string text, out T result);
}

internal sealed class DateTimeType : FormattedType<DateTime>
{
    public static readonly DateTimeType Instance = new();

    public override string Expected => "a date and time such as 2026-01-31T12:00:00";

    public override void Write(Utf8JsonWriter writer, DateTime value) => writer.WriteStringValue(value);

    protected override bool TryParse(string text, out DateTime result) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out result);
}

internal sealed class DateTimeOffsetType : FormattedType<DateTimeOffset>
{
    public static readonly DateTimeOffsetType Instance = new();

    public override string Expected => "a date and time with an offset such as 2026-01-31T12:00:00+01:00";

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(value);

    // Without an offset the text means UTC, never the machine's own time zone: a config must mean the same everywhere.
    protected override bool TryParse(string text, out DateTimeOffset result) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out result);
}

internal sealed class TimeSpanType : FormattedType<TimeSpan>
{
    public static readonly TimeSpanType Instance = new();

    public override string Expected => "a duration such as 01:30:00 or 2.00:00:00 (days)";

    public override void Write(Utf8JsonWriter writer, TimeSpan value) =>
        writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));

    // A bare number would be days for .NET: timeout=30 is refused rather than taken for a month.
    protected override bool TryParse(string text, out TimeSpan result)
    {
        result = default;
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out result);
    }
}

internal sealed class GuidType : FormattedType<Guid>
{
    public static readonly GuidType Instance = new();

    public override string Expected => "a GUID";

    public override void Write(Utf8JsonWriter writer, Guid value) => writer.WriteStringValue(value);

    protected override bool TryParse(string text, out Guid result) => Guid.TryParse(text, out result);
}
