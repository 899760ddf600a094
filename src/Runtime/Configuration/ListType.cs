using System.ComponentModel;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

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

    internal override string Hint(in ConfigValue value)
    {
        if (value.Json.ValueKind == JsonValueKind.Array)
            return Hint([.. value.Json.EnumerateArray().Select(e => new ConfigValue(e))]);
        if (value.Text is null)
            return "";
        return ListText.TrySplit(value.Text, out var pieces, out var problem)
            ? Hint([.. pieces.Select(p => new ConfigValue(p))])
            : " " + problem;
    }

    /// <summary>Returns the sentences about the first item that is not valid.</summary>
    private string Hint(ConfigValue[] items)
    {
        var wrong = Array.FindIndex(items, i => !item.TryRead(i, out _));
        return wrong < 0 ? "" : $" Item {wrong + 1} is {ConfigErrors.Quote(items[wrong].ToString())}.{item.Hint(items[wrong])}";
    }

    private bool TryReadText(string text, out T[]? result)
    {
        result = null;
        if (!ListText.TrySplit(text, out var pieces, out _))
            return false;
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
