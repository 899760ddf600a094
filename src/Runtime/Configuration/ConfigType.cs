using System.ComponentModel;
using System.Text.Json;
using Gen.Shared;

namespace Gen.Configuration;

/// <summary>Base class for the types of entries, which read values from text and JSON and write them as JSON. Composed by generated code,
/// without reflection.</summary>
/// <typeparam name="T">The C# type of the values.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ConfigType<T>
{
    /// <summary>The description of valid values in error messages: <c>an integer from 0 to 255</c>.</summary>
    public abstract string Expected { get; }

    /// <summary>Reads a value.</summary>
    /// <returns>Whether the value is valid.</returns>
    public abstract bool TryRead(in ConfigValue value, out T result);

    /// <summary>Reads a value that may change only a part of the current one, such as an item of a dictionary.</summary>
    /// <returns>Whether the value is valid.</returns>
    public virtual bool TryRead(in ConfigValue value, T current, out T result) => TryRead(value, out result);

    /// <summary>Writes a value as JSON.</summary>
    public abstract void Write(Utf8JsonWriter writer, T value);

    /// <summary>Returns the description of valid values for an item of a list or dictionary, or for the whole.</summary>
    internal virtual string ExpectedOf(in ConfigValue value) => Expected;

    /// <summary>Returns what a value that is not valid may have been meant to be, as the end of an error message: a sentence with a space
    /// before it; empty if there is nothing to suggest.</summary>
    internal virtual string Hint(in ConfigValue value) => "";

    /// <summary>Returns the sentence with those forms of a value that are valid.</summary>
    private protected string DidYouMean(in ConfigValue value, Func<string, IEnumerable<string>> forms)
    {
        var valid = new List<string>();
        foreach (var form in value.ScalarText is { } text ? forms(text) : [])
        {
            if (TryRead(new ConfigValue(form), out _))
                valid.Add(form);
        }

        return NearestName.DidYouMean(valid);
    }
}

/// <summary>Provides the types of entries that are not composed of others.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ConfigTypes
{
    private static readonly NullableType<long> s_nullableInt64 = new(IntegerType<long>.Instance);

    /// <summary>The type of nullable 64-bit integers, such as the seed.</summary>
    public static ConfigType<long?> NullableInt64 => s_nullableInt64;

    /// <summary>The type of Boolean values.</summary>
    public static ConfigType<bool> Boolean => BooleanType.Instance;

    /// <summary>The type of strings that cannot be null.</summary>
    public static ConfigType<string> String => StringType.Instance;

    /// <summary>The type of strings that can be null.</summary>
    public static ConfigType<string?> NullableString => NullableStringType.Instance;

    /// <summary>The type of dates and times without an offset, in ISO 8601.</summary>
    public static ConfigType<DateTime> DateTime => DateTimeType.Instance;

    /// <summary>The type of dates and times with an offset, in ISO 8601.</summary>
    public static ConfigType<DateTimeOffset> DateTimeOffset => DateTimeOffsetType.Instance;

    /// <summary>The type of durations: <c>hh:mm:ss</c>.</summary>
    public static ConfigType<TimeSpan> TimeSpan => TimeSpanType.Instance;

    /// <summary>The type of GUIDs.</summary>
    public static ConfigType<Guid> Guid => GuidType.Instance;
}
