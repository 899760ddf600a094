using System.Runtime.InteropServices;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>A bucket of a histogram.</summary>
/// <param name="Left">The least value it takes.</param>
/// <param name="Right">The first value it takes no more; of the last bucket, the greatest it takes.</param>
/// <param name="Count">How many values it took.</param>
public readonly record struct EventBucket(double Left, double Right, double Count);

/// <summary>The pictures of a record.</summary>
/// <param name="Width">Of each picture, in pixels.</param>
/// <param name="Height">Of each picture, in pixels.</param>
/// <param name="Encoded">Each picture's file: PNG from most writers, but JPEG, GIF and BMP occur.</param>
public sealed record EventImages(int Width, int Height, IReadOnlyList<ReadOnlyMemory<byte>> Encoded);

/// <summary>The sounds of a record.</summary>
/// <param name="ContentType"><c>audio/wav</c>, as a rule.</param>
/// <param name="Encoded">Each sound's file.</param>
public sealed record EventAudio(string ContentType, IReadOnlyList<ReadOnlyMemory<byte>> Encoded);

/// <summary>An array of numbers or of strings.</summary>
/// <param name="Shape">The length of each axis; empty for a single value.</param>
/// <param name="Values">The numbers, the last axis running fastest; none if the array is of strings.</param>
/// <param name="Strings">The strings, as bytes; none if the array is of numbers.</param>
public sealed record EventTensor(IReadOnlyList<long> Shape, IReadOnlyList<double> Values, IReadOnlyList<ReadOnlyMemory<byte>> Strings);

/// <summary>The elements of a tensor, whichever of its fields they are in.</summary>
internal static class TensorReader
{
    /// <summary>A list with one element stands for as many as the shape says; no more than these are believed.</summary>
    private const long MaxRepeated = 1 << 24;

    public static EventTensor Read(TensorProto tensor)
    {
        var shape = tensor.TensorShape?.Dim.Select(static dim => dim.Size).ToArray() ?? [];
        if (tensor.Dtype is DataType.DtString)
            return new EventTensor(shape, [], [.. tensor.StringVal.Select(static bytes => bytes.Memory)]);
        return new EventTensor(shape, Fill(Numbers(tensor), shape), []);
    }

    private static double[] Fill(double[] values, long[] shape)
    {
        var count = shape.Aggregate(1L, static (product, size) => product < 0 || size < 0 || product > MaxRepeated ? -1 : product * size);
        if (values.Length != 1 || count is <= 1 or > MaxRepeated)
            return values;
        var filled = new double[count];
        Array.Fill(filled, values[0]);
        return filled;
    }

    private static double[] Numbers(TensorProto tensor)
    {
        var content = tensor.TensorContent;
        return tensor.Dtype switch
        {
            DataType.DtFloat => Elements<float>(content, tensor.FloatVal, static x => x),
            DataType.DtDouble => Elements<double>(content, tensor.DoubleVal, static x => x),
            DataType.DtInt32 => Elements<int>(content, tensor.IntVal, static x => x),
            DataType.DtInt64 => Elements<long>(content, tensor.Int64Val, static x => x),
            DataType.DtUint32 => Elements<uint>(content, tensor.Uint32Val, static x => x),
            DataType.DtUint64 => Elements<ulong>(content, tensor.Uint64Val, static x => x),
            // Narrow numbers are listed as ints.
            DataType.DtInt8 => Elements<sbyte>(content, tensor.IntVal.Select(static x => (sbyte)x), static x => x),
            DataType.DtUint8 => Elements<byte>(content, tensor.IntVal.Select(static x => (byte)x), static x => x),
            DataType.DtInt16 => Elements<short>(content, tensor.IntVal.Select(static x => (short)x), static x => x),
            DataType.DtUint16 => Elements<ushort>(content, tensor.IntVal.Select(static x => (ushort)x), static x => x),
            DataType.DtBool => Elements<byte>(content, tensor.BoolVal.Select(static x => (byte)(x ? 1 : 0)), static x => x),
            DataType.DtHalf => Elements<Half>(content, tensor.HalfVal.Select(static x => BitConverter.UInt16BitsToHalf((ushort)x)), static x => (double)x),
            DataType.DtBfloat16 => Elements<ushort>(
                content, tensor.HalfVal.Select(static x => (ushort)x), static x => BitConverter.UInt32BitsToSingle((uint)x << 16)),
            _ => [],
        };
    }

    private static double[] Elements<T>(ByteString content, IEnumerable<T> listed, Func<T, double> convert)
        where T : unmanaged =>
        content.IsEmpty ? [.. listed.Select(convert)] : [.. MemoryMarshal.Cast<byte, T>(content.Span).ToArray().Select(convert)];
}
