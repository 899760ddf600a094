using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Gen.Configuration;

/// <summary>Reads and writes the values of one entry type: from text and JSON, to JSON. Composed by generated code, without
/// reflection.</summary>
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

/// <summary>The types of entries that need no composing.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConfigTypes
{
    private static readonly NullableType<long> s_nullableInt64 = new(IntegerType<long>.Instance);

    /// <summary>A <see cref="long"/> that may be null, as every experiment's seed is.</summary>
    public static ConfigType<long?> NullableInt64 => s_nullableInt64;

    /// <summary>true or false.</summary>
    public static ConfigType<bool> Boolean => BooleanType.Instance;

    /// <summary>A string, never null.</summary>
    public static ConfigType<string> String => StringType.Instance;

    /// <summary>A string that may be null.</summary>
    public static ConfigType<string?> NullableString => NullableStringType.Instance;

    /// <summary>A point in time without an offset, ISO 8601.</summary>
    public static ConfigType<DateTime> DateTime => DateTimeType.Instance;

    /// <summary>A point in time with its offset, ISO 8601.</summary>
    public static ConfigType<DateTimeOffset> DateTimeOffset => DateTimeOffsetType.Instance;

    /// <summary>A duration, <c>hh:mm:ss</c>.</summary>
    public static ConfigType<TimeSpan> TimeSpan => TimeSpanType.Instance;

    /// <summary>A GUID.</summary>
    public static ConfigType<Guid> Guid => GuidType.Instance;
}

/// <summary>
/// Reads one value into one entry, as generated code asks for it. The common types have a method of their own: one call without type
/// arguments is what the compiler does fastest, and there is one for every entry of every experiment.
/// </summary>
/// <param name="value">What is read.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct EntryReader(ConfigValue value)
{
    private readonly ConfigValue _value = value;

    /// <summary>What the entry expects, for error messages; null once a value was read.</summary>
    public string? Expected { get; private set; } = "set by nothing";

    /// <summary>Reads true or false; false if it is neither.</summary>
    public bool Boolean(out bool result) => Value(ConfigTypes.Boolean, out result);

    /// <summary>Reads an integer of 32 bits; false if it does not parse.</summary>
    public bool Int32(out int result) => Value(IntegerType<int>.Instance, out result);

    /// <summary>Reads an integer of 64 bits; false if it does not parse.</summary>
    public bool Int64(out long result) => Value(IntegerType<long>.Instance, out result);

    /// <summary>Reads an integer of 64 bits or null; false if it does not parse.</summary>
    public bool NullableInt64(out long? result) => Value(ConfigTypes.NullableInt64, out result);

    /// <summary>Reads a floating number of 32 bits; false if it does not parse.</summary>
    public bool Single(out float result) => Value(FloatingType<float>.Instance, out result);

    /// <summary>Reads a floating number of 64 bits; false if it does not parse.</summary>
    public bool Double(out double result) => Value(FloatingType<double>.Instance, out result);

    /// <summary>Reads a text; false if it is none.</summary>
    public bool String([NotNullWhen(true)] out string? result) => Value(ConfigTypes.String, out result);

    /// <summary>Reads a text or null; false if it is neither.</summary>
    public bool NullableString(out string? result) => Value(ConfigTypes.NullableString, out result);

    /// <summary>Reads a value of any other type; false if it does not parse.</summary>
    public bool Value<T>(ConfigType<T> type, [MaybeNullWhen(false)] out T result) => Ends(type.TryRead(_value, out result), type);

    /// <summary>Reads an array; false if it does not parse.</summary>
    public bool Array<T>(ListType<T> type, out T[]? result) => Ends(type.TryReadArray(_value, out result), type);

    /// <summary>Reads a dictionary, or one item that is put beside those of <paramref name="current"/>; false if it does not
    /// parse.</summary>
    public bool Dictionary<T>(
        DictionaryType<T> type,
        IReadOnlyDictionary<string, T>? current,
        out IReadOnlyDictionary<string, T>? result
    ) => Ends(type.TryRead(_value, current, out result), type);

    private bool Ends<T>(bool wasRead, ConfigType<T> type)
    {
        Expected = wasRead ? null : type.Expected;
        return wasRead;
    }
}

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
