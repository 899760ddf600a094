using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>A value on its way into an entry: text from the command line or environment, or an element of a JSON file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConfigValue
{
    private readonly JsonElement _json;

    /// <summary>A value given as text.</summary>
    /// <param name="text">The text after the <c>=</c>.</param>
    /// <param name="itemKey">The item of a dictionary entry that the text is for; null for the entry itself.</param>
    public ConfigValue(string text, string? itemKey = null) => (Text, ItemKey) = (text, itemKey);

    /// <summary>A value given as JSON.</summary>
    /// <param name="json">The element.</param>
    public ConfigValue(JsonElement json) => _json = json;

    /// <summary>The text; null for a JSON value.</summary>
    public string? Text { get; }

    /// <summary>The item of a dictionary entry that the value is for; null for the entry itself.</summary>
    public string? ItemKey { get; }

    /// <summary>The text is the value itself: a text in it keeps its quotes, and the word <c>null</c> is one. So it is in a program's
    /// configuration.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>The JSON element; undefined for a text.</summary>
    public JsonElement Json => _json;

    /// <summary>True if the value says null: JSON null, or one of the words <c>null</c> and <c>None</c>.</summary>
    public bool IsNull => Text is null ? _json.ValueKind == JsonValueKind.Null : Shared.ScalarText.IsNull(Text);

    /// <summary>
    /// The text of a scalar: the text itself, or a JSON string's content, or a JSON number's or boolean's literal; null for anything else.
    /// </summary>
    public string? ScalarText => Text ?? _json.ValueKind switch
    {
        JsonValueKind.String => _json.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => _json.GetRawText(),
        _ => null,
    };

    /// <summary>The literal of a JSON number in UTF-8, without blanks and separators; empty for anything else.</summary>
    internal ReadOnlySpan<byte> JsonNumber =>
        Text is null && _json.ValueKind == JsonValueKind.Number ? JsonMarshal.GetRawUtf8Value(_json) : default;

    /// <inheritdoc/>
    public override string ToString() => Text ?? _json.GetRawText();
}
