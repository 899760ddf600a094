using System.Text.Json;

namespace Gen;

/// <summary>
/// Free remarks of the program on its run, kept in <c>info.json</c>: a key and a JSON value. Setting a key again replaces its value. All
/// members may be called from any thread; values are copied when set.
/// </summary>
public sealed class RunInfo
{
    private readonly SortedDictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    internal RunInfo()
    {
    }

    /// <summary>Grows with every change, so that the record is written only when there is something new.</summary>
    internal long Version { get; private set; }

    /// <summary>What is recorded under a key, as JSON; null if nothing is.</summary>
    public JsonElement? this[string key]
    {
        get
        {
            ArgumentException.ThrowIfNullOrEmpty(key);
            object? value;
            lock (_gate)
            {
                if (!_values.TryGetValue(key, out value))
                    return null;
            }

            return value is JsonElement element ? element : Parsed(writer => JsonValue.Write(writer, value));
        }
    }

    /// <summary>Sets a text.</summary>
    public void Set(string key, string? value) => Store(key, value);

    /// <summary>Sets a number; NaN and infinities are recorded as strings.</summary>
    public void Set(string key, double value) => Store(key, value);

    /// <summary>Sets an integer.</summary>
    public void Set(string key, long value) => Store(key, value);

    /// <summary>Sets a flag.</summary>
    public void Set(string key, bool value) => Store(key, value);

    /// <summary>Sets a list of texts.</summary>
    public void Set(string key, IEnumerable<string> values) => Store(key, new List<string>(values));

    /// <summary>Sets a list of numbers.</summary>
    public void Set(string key, IEnumerable<double> values) => Store(key, new List<double>(values));

    /// <summary>Sets whatever <paramref name="write"/> writes, which must be one JSON value; it is called once, at once.</summary>
    public void Set(string key, Action<Utf8JsonWriter> write) => Store(key, Parsed(write));

    /// <summary>Removes a key; nothing happens if there is none.</summary>
    public void Remove(string key)
    {
        lock (_gate)
        {
            if (_values.Remove(key))
                Version++;
        }
    }

    /// <summary>Takes over what a run that is being resumed had remarked, where nothing newer was said.</summary>
    internal void Restore(JsonElement values)
    {
        lock (_gate)
        {
            foreach (var property in values.EnumerateObject())
                _values.TryAdd(property.Name, property.Value);
        }
    }

    internal void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        lock (_gate)
        {
            foreach (var (key, value) in _values)
            {
                writer.WritePropertyName(key);
                if (value is JsonElement element)
                    element.WriteTo(writer);
                else
                    JsonValue.Write(writer, value);
            }
        }

        writer.WriteEndObject();
    }

    private static JsonElement Parsed(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        using var document = JsonDocument.Parse(stream.ToArray());
        return document.RootElement.Clone();
    }

    private void Store(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        lock (_gate)
        {
            _values[key] = value;
            Version++;
        }
    }
}
