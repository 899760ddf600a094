using System.ComponentModel;
using System.Globalization;
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
    private static readonly CultureInfo s_digits = CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public override string Expected => "a list such as [a, b], each item " + item.Expected + (nullable ? ", or null" : "");

    /// <inheritdoc/>
    public override bool TryRead(in ConfigValue value, out IReadOnlyList<T>? result)
    {
        var wasRead = TryReadArray(value, out var items);
        result = wasRead ? items : null;
        return wasRead;
    }

    /// <summary>Reads the value of an entry that is an array.</summary>
    /// <returns>Whether the value is valid.</returns>
    public bool TryReadArray(in ConfigValue value, out T[]? result)
    {
        result = null;
        if (value.ItemKey is { } index)
            return TryReadJson(value.CurrentList, out result) && item.TryRead(ItemOf(value), out result![int.Parse(index, s_digits)]);
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

    internal override string ExpectedOf(in ConfigValue value) => value.ItemKey is null ? Expected : item.Expected;

    internal override string Hint(in ConfigValue value)
    {
        if (value.ItemKey is not null)
            return item.Hint(ItemOf(value));
        if (value.Json.ValueKind == JsonValueKind.Array)
            return Hint(value, value.Json.EnumerateArray().Select(e => new ConfigValue(e)));
        if (value.Text is null)
            return "";
        return ListText.TrySplit(value.Text, out var pieces, out var problem)
            ? Hint(value, pieces.Select(p => new ConfigValue(p)))
            : " " + problem;
    }

    /// <summary>Returns the sentences about the first item that is not valid.</summary>
    private string Hint(in ConfigValue list, IEnumerable<ConfigValue> items)
    {
        foreach (var (index, given) in items.Index())
        {
            var value = list.ItemOf(index, given);
            if (!item.TryRead(value, out _))
                return $" '{value.Key}' is {ConfigErrors.Quote(value.ToString())}.{item.Hint(value)}";
        }

        return "";
    }

    private static ConfigValue ItemOf(in ConfigValue value) =>
        new(value.Text!) { IsLiteral = value.IsLiteral, Key = value.Key };

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
