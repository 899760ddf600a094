using System.ComponentModel;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>Writes one entry's value as JSON, as generated code hands it over; the counterpart of <see cref="EntryReader"/>.</summary>
/// <param name="json">Where it is written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct EntryWriter(Utf8JsonWriter json)
{
    /// <summary>Writes true or false.</summary>
    public void Boolean(bool value) => json.WriteBooleanValue(value);

    /// <summary>Writes an integer of 32 bits.</summary>
    public void Int32(int value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer of 64 bits.</summary>
    public void Int64(long value) => json.WriteNumberValue(value);

    /// <summary>Writes an integer of 64 bits or null.</summary>
    public void NullableInt64(long? value) => ConfigTypes.NullableInt64.Write(json, value);

    /// <summary>Writes a floating number of 32 bits.</summary>
    public void Single(float value) => FloatingType<float>.Instance.Write(json, value);

    /// <summary>Writes a floating number of 64 bits.</summary>
    public void Double(double value) => FloatingType<double>.Instance.Write(json, value);

    /// <summary>Writes a text.</summary>
    public void String(string value) => ConfigTypes.String.Write(json, value);

    /// <summary>Writes a text or null.</summary>
    public void NullableString(string? value) => ConfigTypes.NullableString.Write(json, value);

    /// <summary>Writes a value of any other type.</summary>
    public void Value<T>(ConfigType<T> type, T value) => type.Write(json, value);
}
