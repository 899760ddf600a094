using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The type of the choice of a block's kind: the name of a kind, or <c>none</c> for a block that can be null.</summary>
/// <param name="block">The block.</param>
internal sealed class KindType(ConfigBlock block) : ConfigType<string>
{
    /// <inheritdoc/>
    public override string Expected => "one of " + string.Join(", ", block.Names);

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out string result)
    {
        result = ConfigBlock.None;
        if (block.IsNullable && value.IsNull)
            return true;
        if (value.ScalarText?.Trim() is not { } text)
            return false;
        if (value is { Text: not null, IsLiteral: false } && !QuotedText.TryUnquote(text, out text))
            return false;
        if (block.IsNullable && KeyName.Normalize(text) == ConfigBlock.None)
            return true;
        result = block.FindKind(text)?.Name ?? "";
        return result.Length > 0;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string value) => writer.WriteStringValue(value);

    internal override string Hint(in ConfigValue value) =>
        value.ScalarText is { } text && NearestName.Find(text, block.Names) is { } nearest ? NearestName.DidYouMean([nearest]) : "";
}
