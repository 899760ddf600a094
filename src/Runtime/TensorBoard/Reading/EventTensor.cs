using System.Runtime.InteropServices;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Tensors.</content>
public sealed partial class EventRecord
{
    /// <summary>The tensor of a record that is stored as one; otherwise null.</summary>
    public EventTensor? Tensor => (_message as Summary.Types.Value)?.Tensor is { } tensor ? EventTensor.Decode(tensor) : null;
}

/// <summary>A tensor of numbers or strings.</summary>
/// <param name="Shape">The size of each dimension; empty for a scalar.</param>
/// <param name="Values">The numbers in row-major order; empty for strings.</param>
/// <param name="Strings">The strings, as bytes; empty for numbers.</param>
public sealed record EventTensor(IReadOnlyList<long> Shape, IReadOnlyList<double> Values, IReadOnlyList<ReadOnlyMemory<byte>> Strings)
{
    /// <summary>The most elements to which a single value is expanded: a corrupt shape must not exhaust memory.</summary>
    private const long MaxRepeated = 1 << 24;

    internal static EventTensor Decode(TensorProto tensor)
    {
        var shape = tensor.TensorShape?.Dim.Select(static dim => dim.Size).ToArray() ?? [];
        if (tensor.Dtype is DataType.DtString)
            return new EventTensor(shape, [], [.. tensor.StringVal.Select(static bytes => bytes.Memory)]);
        return new EventTensor(shape, Expand(DecodeNumbers(tensor), shape), []);
    }

    // A list with one element stands for as many as the shape says.
    private static double[] Expand(double[] values, long[] shape)
    {
        var count = shape.Aggregate(1L, static (product, size) => product < 0 || size < 0 || product > MaxRepeated ? -1 : product * size);
        if (values.Length != 1 || count is <= 1 or > MaxRepeated)
            return values;
        var expanded = new double[count];
        Array.Fill(expanded, values[0]);
        return expanded;
    }

    private static double[] DecodeNumbers(TensorProto tensor)
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
            // Small integers are listed as int.
            DataType.DtInt8 => Elements<sbyte>(content, tensor.IntVal.Select(static x => (sbyte)x), static x => x),
            DataType.DtUint8 => Elements<byte>(content, tensor.IntVal.Select(static x => (byte)x), static x => x),
            DataType.DtInt16 => Elements<short>(content, tensor.IntVal.Select(static x => (short)x), static x => x),
            DataType.DtUint16 => Elements<ushort>(content, tensor.IntVal.Select(static x => (ushort)x), static x => x),
            DataType.DtBool => Elements<byte>(content, tensor.BoolVal.Select(static x => (byte)(x ? 1 : 0)), static x => x),
            DataType.DtHalf => Elements<Half>(
                content,
                tensor.HalfVal.Select(static x => BitConverter.UInt16BitsToHalf((ushort)x)),
                static x => (double)x
            ),
            DataType.DtBfloat16 => Elements<ushort>(
                content, tensor.HalfVal.Select(static x => (ushort)x), static x => BitConverter.UInt32BitsToSingle((uint)x << 16)),
            _ => [],
        };
    }

    private static double[] Elements<T>(ByteString content, IEnumerable<T> listed, Func<T, double> convert)
        where T : unmanaged =>
        content.IsEmpty ? [.. listed.Select(convert)] : [.. MemoryMarshal.Cast<byte, T>(content.Span).ToArray().Select(convert)];
}
