using System.Reflection;
using System.Text;

namespace Gen.Runtime.Tests.Support;

/// <summary>Random and extreme values of every type that an entry can have.</summary>
internal sealed class RandomValues(Random random)
{
    private static readonly string[] s_texts =
        ["", "null", "None", " ", "'", "\"", "''", "'a'", "\"a\"", "[", "]", "[]", "[a,b]", "a,b", ",", "=", "a=b", "{\"a\":1}", "\n"];

    private static readonly string[] s_pieces =
        ["a", "B", " ", "'", "\"", "\\", "\n", "\t", "ä", "\u2028", "😀", "{", "}", "[", "]", ",", "=", "null", "<", "&", "\u00a0", "\r"];

    /// <summary>Sets all properties of an object.</summary>
    public T Fill<T>(T target)
        where T : class
    {
        var nullability = new NullabilityInfoContext();
        foreach (var property in Properties(typeof(T)))
            property.SetValue(target, Value(nullability.Create(property)));
        return target;
    }

    public static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true });

    private object? Value(NullabilityInfo info)
    {
        if (info.ReadState == NullabilityState.Nullable && random.Next(4) == 0)
            return null;
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        if (info.ElementType is { } element)
            return Items(element);
        if (info.GenericTypeArguments is [var item] && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
            return Items(item);
        return info.GenericTypeArguments is [_, var value] ? Dictionary(value) : Scalar(type);
    }

    private Array Items(NullabilityInfo item)
    {
        var items = Array.CreateInstance(item.Type, random.Next(4));
        for (var i = 0; i < items.Length; i++)
            items.SetValue(Value(item), i);
        return items;
    }

    private object Dictionary(NullabilityInfo value)
    {
        var result = (System.Collections.IDictionary)Activator.CreateInstance(
            typeof(Dictionary<,>).MakeGenericType(typeof(string), value.Type))!;
        for (var i = random.Next(4); i > 0; i--)
            result[Text()] = Value(value);
        return result;
    }

    private object Scalar(Type type)
    {
        if (type.IsEnum)
            return Member(type);
        var bits = random.NextInt64(long.MinValue, long.MaxValue);
        var isExtreme = random.Next(2) == 0;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => bits % 2 == 0,
            TypeCode.SByte => isExtreme ? Any(sbyte.MinValue, sbyte.MaxValue, (sbyte)0) : (sbyte)bits,
            TypeCode.Byte => isExtreme ? Any(byte.MinValue, byte.MaxValue) : (byte)bits,
            TypeCode.Int16 => isExtreme ? Any(short.MinValue, short.MaxValue, (short)0) : (short)bits,
            TypeCode.UInt16 => isExtreme ? Any(ushort.MinValue, ushort.MaxValue) : (ushort)bits,
            TypeCode.Int32 => isExtreme ? Any(int.MinValue, int.MaxValue, 0) : (int)bits,
            TypeCode.UInt32 => isExtreme ? Any(uint.MinValue, uint.MaxValue) : (uint)bits,
            TypeCode.Int64 => isExtreme ? Any(long.MinValue, long.MaxValue, 0) : bits,
            TypeCode.UInt64 => isExtreme ? Any(ulong.MinValue, ulong.MaxValue) : (ulong)bits,
            TypeCode.Single => isExtreme ? Any(float.MinValue, float.MaxValue, float.Epsilon, -0f, float.NaN, 1f / 0, 99999992f)
                : BitConverter.Int32BitsToSingle((int)bits) is var f && float.IsNaN(f) ? float.NaN : f,
            TypeCode.Double => isExtreme
                ? Any(double.MinValue, double.MaxValue, double.Epsilon, -0.0, double.NaN, -1 / 0.0, 1e15, 1e23)
                : BitConverter.Int64BitsToDouble(bits) is var d && double.IsNaN(d) ? double.NaN : d,
            TypeCode.Decimal => isExtreme ? Any(decimal.MinValue, decimal.MaxValue, -0.00m, 0.0000000000000000000000000001m, 1.50m)
                : new decimal((int)bits, random.Next(), random.Next(), bits < 0, (byte)random.Next(29)),
            TypeCode.String => Text(),
            TypeCode.DateTime => Time(isExtreme),
            _ when type == typeof(Half) => isExtreme ? Any(Half.MinValue, Half.MaxValue, Half.Epsilon, (Half)(-0f), (Half)65504f)
                : BitConverter.Int16BitsToHalf((short)bits) is var h && Half.IsNaN(h) ? Half.NaN : h,
            _ when type == typeof(DateTimeOffset) => Instant(isExtreme),
            _ when type == typeof(TimeSpan) => isExtreme ? Any(TimeSpan.MinValue, TimeSpan.MaxValue, new TimeSpan(25, 0, 0))
                : new TimeSpan(bits >> random.Next(60)),
            _ when type == typeof(Guid) => isExtreme ? Any(Guid.Empty, Guid.AllBitsSet) : Guid.NewGuid(),
            _ => throw new NotSupportedException(type.Name),
        };
    }

    private DateTime Time(bool isExtreme) => isExtreme
        ? Any(DateTime.MinValue, DateTime.MaxValue, DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc))
        // A local time that the change to winter gives twice is not one time.
        : random.Next(3) == 0
            ? new DateTime(random.NextInt64(DateTime.UnixEpoch.Ticks, DateTime.MaxValue.Ticks / 2), DateTimeKind.Utc).ToLocalTime()
            : new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(2));

    private DateTimeOffset Instant(bool isExtreme) => isExtreme
        ? Any(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.FromHours(-14)))
        : new DateTimeOffset(
            random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay),
            TimeSpan.FromMinutes(random.Next(-840, 841)));

    private object Member(Type type)
    {
        var members = Enum.GetValues(type);
        var value = members.GetValue(random.Next(members.Length))!;
        if (!type.IsDefined(typeof(FlagsAttribute)))
            return value;
        var other = members.GetValue(random.Next(members.Length))!;
        return Enum.ToObject(type, random.Next(6) == 0 ? 0 : Bits(value) | Bits(other));
    }

    private static ulong Bits(object member) => unchecked(member is Enum e && Enum.GetUnderlyingType(e.GetType()) == typeof(ulong)
        ? Convert.ToUInt64(member, null)
        : (ulong)Convert.ToInt64(member, null));

    private string Text()
    {
        if (random.Next(3) == 0)
            return Any(s_texts);
        var text = new StringBuilder();
        for (var i = random.Next(8); i > 0; i--)
            text.Append(Any(s_pieces));
        return text.ToString();
    }

    private T Any<T>(params T[] values) => values[random.Next(values.Length)];
}
