using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

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

    internal override string Hint(in ConfigValue value) => DidYouMean(value, NearNumbers.Boolean);
}

internal sealed class StringType : ConfigType<string>
{
    public static readonly StringType Instance = new();

    public override string Expected => "a string";

    public override bool TryRead(in ConfigValue value, out string result)
    {
        result = value.ScalarText ?? "";
        return value is { Text: { } given, IsLiteral: false } ? QuotedText.TryUnquote(given, out result) : value.ScalarText is not null;
    }

    // The value can be null in spite of its type, by an initializer null!.
    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    internal override string Hint(in ConfigValue value)
    {
        if (value.Text is not { } text || !QuotedText.Starts(text))
            return "";
        var quote = text[..1];
        // 'it's' is meant to be in quotes; 'a' and 'b' may be, or not.
        var meant = text.Length > 1 && text.EndsWith(quote, StringComparison.Ordinal) && text.Count(c => c == quote[0]) % 2 == 1
            ? quote + text[1..^1].Replace(quote, quote + quote, StringComparison.Ordinal) + quote
            : QuotedText.Quote(text);
        return $" A text in quotes ends with its quote. Did you mean {meant}?";
    }
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

    internal override string Hint(in ConfigValue value) => StringType.Instance.Hint(value);
}
