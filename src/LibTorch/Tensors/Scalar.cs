using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A number or truth value as an operator's argument: it does not decide the type of the result as a tensor does.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(ScalarType type, long bits)
    {
        Type = type;
        Bits = bits;
    }

    /// <summary>Bool, Int64 or Float64: the three kinds that libtorch distinguishes.</summary>
    public ScalarType Type { get; }

    /// <summary>The value: an integer, 0 or 1, or the bits of a double.</summary>
    internal long Bits { get; }

    internal double AsDouble => Type == ScalarType.Float64 ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long AsInteger => Type == ScalarType.Float64 ? checked((long)BitConverter.Int64BitsToDouble(Bits)) : Bits;

#pragma warning disable CS1591
    public static implicit operator Scalar(byte value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(sbyte value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(short value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(int value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(long value) => new(ScalarType.Int64, value);
    public static implicit operator Scalar(Half value) => (double)value;
    public static implicit operator Scalar(float value) => (double)value;
    public static implicit operator Scalar(double value) => new(ScalarType.Float64, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Scalar(bool value) => new(ScalarType.Bool, value ? 1 : 0);
#pragma warning restore CS1591

    /// <summary>Nothing to release here; TorchSharp's scalars hold native memory.</summary>
    public void Dispose()
    {
    }
}

/// <summary>Conversions between .NET numbers and <see cref="Scalar"/>s.</summary>
public static class ScalarExtensionMethods
{
#pragma warning disable CS1591
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this sbyte value) => value;
    public static Scalar ToScalar(this short value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this Half value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static bool ToBoolean(this Scalar value) => value.AsDouble != 0;
    public static byte ToByte(this Scalar value) => checked((byte)value.AsInteger);
    public static sbyte ToSByte(this Scalar value) => checked((sbyte)value.AsInteger);
    public static short ToInt16(this Scalar value) => checked((short)value.AsInteger);
    public static int ToInt32(this Scalar value) => checked((int)value.AsInteger);
    public static long ToInt64(this Scalar value) => value.AsInteger;
    public static float ToSingle(this Scalar value) => (float)value.AsDouble;
    public static double ToDouble(this Scalar value) => value.AsDouble;
#pragma warning restore CS1591
}
