using System.Globalization;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Base class for types that are read from strings and written as strings.</summary>
internal abstract class FormattedType<T> : ConfigType<T>
{
    public override bool TryRead(in ConfigValue value, out T result)
    {
        result = default!;
        if (value.ScalarText?.Trim() is not { } text)
            return false;
        // The quotes of a JSON string are not part of its text.
        return (value.Text is null || value.IsLiteral || QuotedText.TryUnquote(text, out text)) && TryParse(text, out result);
    }

    protected abstract bool TryParse(string text, out T result);
}

internal sealed class DateTimeType : FormattedType<DateTime>
{
    public static readonly DateTimeType Instance = new();

    public override string Expected => "a date and time such as 2026-01-31T12:00:00";

    public override void Write(Utf8JsonWriter writer, DateTime value) => writer.WriteStringValue(value);

    internal override string Hint(in ConfigValue value) => DidYouMean(value, NearTimes.Date);

    // Text with an offset is an instant, given in local time.
    protected override bool TryParse(string text, out DateTime result)
    {
        if (!TimeText.TryDate(text, out result, out var offset))
            return false;
        if (text.EndsWith('Z'))
            result = DateTime.SpecifyKind(result, DateTimeKind.Utc);
        else if (offset is { } known)
            result = new DateTimeOffset(result, known).LocalDateTime;
        return true;
    }
}

internal sealed class DateTimeOffsetType : FormattedType<DateTimeOffset>
{
    public static readonly DateTimeOffsetType Instance = new();

    public override string Expected => "a date and time with an offset such as 2026-01-31T12:00:00+01:00";

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value) => writer.WriteStringValue(value);

    internal override string Hint(in ConfigValue value) => DidYouMean(value, NearTimes.Date);

    // A text without an offset is UTC, so that a config does not depend on the time zone of the machine.
    protected override bool TryParse(string text, out DateTimeOffset result)
    {
        var isDate = TimeText.TryDate(text, out var clock, out var offset);
        result = isDate ? new DateTimeOffset(clock, offset ?? TimeSpan.Zero) : default;
        return isDate;
    }
}

internal sealed class TimeSpanType : FormattedType<TimeSpan>
{
    public static readonly TimeSpanType Instance = new();

    public override string Expected => "a duration such as 01:30:00 or 2.00:00:00 (days)";

    public override void Write(Utf8JsonWriter writer, TimeSpan value) =>
        writer.WriteStringValue(value.ToString("c", CultureInfo.InvariantCulture));

    internal override string Hint(in ConfigValue value) => DidYouMean(value, NearTimes.Duration);

    protected override bool TryParse(string text, out TimeSpan result) => TimeText.TryDuration(text, out result);
}

internal sealed class GuidType : FormattedType<Guid>
{
    public static readonly GuidType Instance = new();

    public override string Expected => "a GUID";

    public override void Write(Utf8JsonWriter writer, Guid value) => writer.WriteStringValue(value);

    protected override bool TryParse(string text, out Guid result) => GuidText.TryRead(text, out result);
}
