using System.Text.Json;

namespace Gen;

/// <summary>
/// Entries that a program adds to the record of its run, in <c>info.json</c>: keys and JSON values. Setting a key again replaces its value.
/// Values are copied when set. All members may be called from any thread.
/// </summary>
public sealed class RunInfo
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    internal RunInfo()
    {
    }

    /// <summary>The number of changes, so that the file is written only after one.</summary>
    internal long Version { get; private set; }

    /// <summary>The value of a key as JSON; null if it is not set.</summary>
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

    /// <summary>Sets a string.</summary>
    public void Set(string key, string? value) => Store(key, value);

    /// <summary>Sets a number. NaN and infinities are recorded as strings.</summary>
    public void Set(string key, double value) => Store(key, value);

    /// <summary>Sets an integer.</summary>
    public void Set(string key, long value) => Store(key, value);

    /// <summary>Sets a Boolean value.</summary>
    public void Set(string key, bool value) => Store(key, value);

    /// <summary>Sets a list of strings.</summary>
    public void Set(string key, IEnumerable<string> values) => Store(key, new List<string>(values));

    /// <summary>Sets a list of numbers.</summary>
    public void Set(string key, IEnumerable<double> values) => Store(key, new List<double>(values));

    /// <summary>Sets the JSON value that <paramref name="write"/> writes. It is called once, before this method returns.</summary>
    public void Set(string key, Action<Utf8JsonWriter> write) => Store(key, Parsed(write));

    /// <summary>Removes a key, if it is set.</summary>
    public void Remove(string key)
    {
        lock (_gate)
        {
            if (_values.Remove(key))
                Version++;
        }
    }

    /// <summary>Restores the entries of a run that is being resumed, except for keys that were set meanwhile.</summary>
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
            // Sorted as a list: pairs would be compiled at the start of every program.
            var keys = new List<string>(_values.Keys);
            keys.Sort(StringComparer.Ordinal);
            foreach (var key in keys)
            {
                var value = _values[key];
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
