using System.ComponentModel;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>The type of an entry with a nullable value type.</summary>
/// <typeparam name="T">The value type.</typeparam>
/// <param name="inner">The type of a value that is not null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class NullableType<T>(ConfigType<T> inner) : ConfigType<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override string Expected => inner.Expected + " or null";

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out T? result)
    {
        result = null;
        // Providers of a configuration turn null into an empty text.
        if (value.IsNull || value is { IsLiteral: true, Text: "" })
            return true;
        var read = inner.TryRead(value, out var present);
        if (read)
            result = present;
        return read;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T? value)
    {
        if (value is { } present)
            inner.Write(writer, present);
        else
            writer.WriteNullValue();
    }
}

/// <summary>The type of an entry that is an array or an <see cref="IReadOnlyList{T}"/>.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="item">The entry type of an item.</param>
/// <param name="nullable">Whether the list itself may be null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ListType<T>(ConfigType<T> item, bool nullable) : ConfigType<IReadOnlyList<T>?>
{
    /// <inheritdoc/>
    public override string Expected => "a list such as [a, b], each item " + item.Expected + (nullable ? ", or null" : "");

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out IReadOnlyList<T>? result)
    {
        result = null;
        if (value.IsNull)
            return nullable;
        if (!TryReadArray(value, out var items))
            return false;
        result = items;
        return true;
    }

    /// <summary>Reads the value of an entry that is an array.</summary>
    /// <returns>Whether the value is valid.</returns>
    public bool TryReadArray(in ConfigValue value, out T[]? result)
    {
        result = null;
        if (value.IsNull)
            return nullable;
        return value.Text is { } text ? TryReadText(text, out result) : TryReadJson(value.Json, out result);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T>? value)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartArray();
        foreach (var element in value)
            item.Write(writer, element);
        writer.WriteEndArray();
    }

    private bool TryReadText(string text, out T[]? result)
    {
        result = null;
        var pieces = ScalarText.SplitList(text);
        var items = new T[pieces.Count];
        for (var i = 0; i < items.Length; i++)
        {
            if (!item.TryRead(new ConfigValue(pieces[i]), out items[i]))
                return false;
        }

        result = items;
        return true;
    }

    private bool TryReadJson(JsonElement json, out T[]? result)
    {
        result = null;
        if (json.ValueKind != JsonValueKind.Array)
            return false;
        var (items, read) = (new T[json.GetArrayLength()], 0);
        foreach (var element in json.EnumerateArray())
        {
            if (!item.TryRead(new ConfigValue(element), out items[read++]))
                return false;
        }

        result = items;
        return true;
    }
}

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
            if (!item.TryRead(new ConfigValue(value.Text!) { IsLiteral = value.IsLiteral }, out var read))
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

        return value.Text is { } text ? TryReadText(text, out result) : TryReadObject(value.Json, out result);
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

    private bool TryReadText(string text, out IReadOnlyDictionary<string, T>? result)
    {
        result = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            return TryReadObject(document.RootElement, out result);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)   // the latter for half of a surrogate pair
        {
            return false;
        }
    }

    private bool TryReadObject(JsonElement json, out IReadOnlyDictionary<string, T>? result)
    {
        result = null;
        if (json.ValueKind != JsonValueKind.Object)
            return false;
        var read = new Dictionary<string, T>();
        foreach (var property in json.EnumerateObject())
        {
            if (!item.TryRead(new ConfigValue(property.Value), out var value))
                return false;
            read[property.Name] = value;
        }

        result = read;
        return true;
    }
}
