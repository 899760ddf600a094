using System.ComponentModel;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>The type of an entry that is a dictionary with string keys: set as a whole from JSON, or item by item
/// (<c>options.alpha=3</c>).</summary>
/// <typeparam name="T">The type of the values.</typeparam>
/// <param name="item">The entry type of a value.</param>
/// <param name="nullable">Whether the dictionary itself may be null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DictionaryType<T>(ConfigType<T> item, bool nullable) : ConfigType<IReadOnlyDictionary<string, T>?>
{
    /// <inheritdoc/>
    public override string Expected => "a JSON object, each value " + item.Expected + (nullable ? ", or null" : "");

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out IReadOnlyDictionary<string, T>? result) => TryRead(value, null, out result);

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, IReadOnlyDictionary<string, T>? current, out IReadOnlyDictionary<string, T>? result)
    {
        result = null;
        if (value.ItemKey is { } key)
        {
            if (!item.TryRead(ItemOf(value), out var read))
                return false;
            result = new Dictionary<string, T>(current ?? new Dictionary<string, T>()) { [key] = read };
            return true;
        }

        if (value.IsNull)
            return nullable;
        if (value is { IsLiteral: true, Text: "" })
        {
            // Providers of a configuration turn an empty object into an empty text, too.
            result = nullable ? null : new Dictionary<string, T>();
            return true;
        }

        return value.Text is { } text ? TryReadText(text, out result) : TryReadObject(value.Json, isText: false, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T>? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        foreach (var (key, element) in value)
        {
            writer.WritePropertyName(key);
            item.Write(writer, element);
        }

        writer.WriteEndObject();
    }

    internal override string ExpectedOf(in ConfigValue value) => value.ItemKey is null ? Expected : item.Expected;

    internal override string Hint(in ConfigValue value)
    {
        if (value.ItemKey is not null)
            return item.Hint(ItemOf(value));
        if (value.Text is not { } text)
            return Hint(value, value.Json);
        using var document = Parse(text);
        return document is null ? "" : Hint(value with { IsWithinText = true }, document.RootElement);
    }

    private static ConfigValue ItemOf(in ConfigValue value) =>
        new(value.Text!) { IsLiteral = value.IsLiteral, Key = value.Key };

    /// <summary>Returns the sentences about the first value that is not valid.</summary>
    private string Hint(in ConfigValue dictionary, JsonElement json)
    {
        var keys = new HashSet<string>();
        foreach (var property in json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : default)
        {
            var value = dictionary.ItemOf(property.Name, new ConfigValue(property.Value));
            if (!item.TryRead(value, out _))
                return $" '{value.Key}' is {ConfigErrors.Quote(value.ToString())}.{item.Hint(value)}";
            if (!keys.Add(property.Name))
                return $" Key '{property.Name}' is given twice.";
        }

        return "";
    }

    private bool TryReadText(string text, out IReadOnlyDictionary<string, T>? result)
    {
        result = null;
        using var document = Parse(text);
        return document is not null && TryReadObject(document.RootElement, isText: true, out result);
    }

    private static JsonDocument? Parse(string text)
    {
        try
        {
            var document = JsonDocument.Parse(text);
            if (JsonStrings.AreValid(document.RootElement))
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool TryReadObject(JsonElement json, bool isText, out IReadOnlyDictionary<string, T>? result)
    {
        result = null;
        if (json.ValueKind != JsonValueKind.Object)
            return false;
        var read = new Dictionary<string, T>();
        foreach (var property in json.EnumerateObject())
        {
            var given = new ConfigValue(property.Value) { IsWithinText = isText };
            if (!item.TryRead(given, out var value) || !read.TryAdd(property.Name, value))
                return false;
        }

        result = read;
        return true;
    }
}
