using System.ComponentModel;

namespace Gen.Configuration;

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
