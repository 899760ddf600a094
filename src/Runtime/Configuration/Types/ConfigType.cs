using System.ComponentModel;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>Reads and writes the values of one entry type: from text and JSON, to JSON. Composed by generated code, without reflection.</summary>
/// <typeparam name="T">The C# type of the value.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConfigType<T>
{
    /// <summary>What a reader should have written, for error messages: <c>an integer from 0 to 255</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads a value; false if it does not parse.</summary>
    public abstract bool TryRead(in ConfigValue value, out T result);

    /// <summary>Reads a value that may change only a part of the present one (an item of a dictionary).</summary>
    public virtual bool TryRead(in ConfigValue value, T current, out T result) => TryRead(value, out result);

    /// <summary>Writes the value as JSON.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);
}
