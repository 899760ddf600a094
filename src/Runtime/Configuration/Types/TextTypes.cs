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
