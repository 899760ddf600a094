using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

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
        return value.ScalarText is { } text
            && decimal.TryParse(ScalarText.CleanNumber(text), NumberStyles.Float, CultureInfo.InvariantCulture, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value) => writer.WriteNumberValue(value);
}

/// <summary>Base class for types that are read from strings and written as strings.</summary>
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

    // A text without an offset is UTC, so that a config does not depend on the time zone of the machine.
    protected override bool TryParse(string text, out DateTimeOffset result) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out result);
}

internal sealed class TimeSpanType : FormattedType<TimeSpan>
{
    public static readonly TimeSpanType Instance = new();

    public override string Expected => "a duration such as 01:30:00 or 2.00:00:00 (days)";

    public override void Write(Utf8JsonWriter writer, TimeSpan value) =>
        writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));

    // .NET reads a number without a colon as days: timeout=30 would be a month.
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
