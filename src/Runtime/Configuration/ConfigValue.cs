using System.ComponentModel;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>A value that is given to an entry: text of the command line, environment or configuration, or JSON of a file.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct ConfigValue
{
    private readonly JsonElement _json;

    /// <summary>Initializes a value that is given as text.</summary>
    /// <param name="text">The text, as after the <c>=</c>.</param>
    /// <param name="itemKey">The item of a dictionary or list entry that the text is for; null for the entry itself.</param>
    public ConfigValue(string text, string? itemKey = null) => (Text, ItemKey) = (text, itemKey);

    /// <summary>Initializes a value that is given as JSON.</summary>
    /// <param name="json">The JSON element.</param>
    public ConfigValue(JsonElement json) => _json = json;

    /// <summary>Returns the value of an item of this list or dictionary.</summary>
    /// <param name="item">The index or key.</param>
    /// <param name="value">The value.</param>
    internal ConfigValue ItemOf(object item, ConfigValue value) =>
        value with { Key = string.Create(CultureInfo.InvariantCulture, $"{Key}.{item}"), IsWithinText = IsWithinText };

    /// <summary>The text; null for a JSON value.</summary>
    public string? Text { get; }

    /// <summary>The item of a dictionary or list entry that the value is for; null for the entry itself.</summary>
    public string? ItemKey { get; }

    /// <summary>Whether the text is taken literally, as that of a program's configuration: quotes belong to the value, and <c>null</c> is a
    /// string. The default value is false.</summary>
    public bool IsLiteral { get; init; }

    /// <summary>The recorded key of the entry or item, for messages.</summary>
    internal string Key { get; init; } = "";

    /// <summary>The items of the list before one of them is set; undefined for any other value.</summary>
    internal JsonElement CurrentList { get; init; }

    /// <summary>Whether the JSON is part of a text, which a person wrote. The default value is false.</summary>
    internal bool IsWithinText { get; init; }

    /// <summary>The JSON element; undefined for a value that is given as text.</summary>
    public JsonElement Json => _json;

    /// <summary>Whether the value is null: JSON null, or the text <c>null</c> or <c>None</c>.</summary>
    public bool IsNull => Text is null ? _json.ValueKind == JsonValueKind.Null : Shared.ScalarText.IsNull(Text);

    /// <summary>
    /// The text of a scalar: the text itself, the content of a JSON string, or the literal of a JSON number or Boolean. Null for other JSON
    /// values.
    /// </summary>
    public string? ScalarText => Text ?? _json.ValueKind switch
    {
        JsonValueKind.String => _json.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => _json.GetRawText(),
        _ => null,
    };

    /// <summary>The literal of a JSON number in UTF-8; empty for any other value.</summary>
    internal ReadOnlySpan<byte> JsonNumber =>
        Text is null && _json.ValueKind == JsonValueKind.Number ? JsonMarshal.GetRawUtf8Value(_json) : default;

    /// <inheritdoc/>
    public override string ToString() => Text ?? _json.GetRawText();
}
