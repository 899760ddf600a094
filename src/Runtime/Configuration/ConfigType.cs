using System.ComponentModel;
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
