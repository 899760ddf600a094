using System.Buffers.Binary;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>Small arrays as the messages that hold them.</summary>
internal static class Tensors
{
    /// <summary>Strings of a shape, row by row; no sizes for a single one.</summary>
    public static TensorProto Of(IEnumerable<ByteString> strings, params ReadOnlySpan<long> shape) =>
        new() { Dtype = DataType.DtString, TensorShape = Shape(shape), StringVal = { strings } };

    /// <inheritdoc cref="Of(IEnumerable{ByteString}, ReadOnlySpan{long})"/>
    public static TensorProto Of(IEnumerable<string> strings, params ReadOnlySpan<long> shape) => Of(strings.Select(ByteString.CopyFromUtf8), shape);

    /// <summary>Single-precision numbers of a shape, row by row.</summary>
    public static TensorProto Of(ReadOnlySpan<float> numbers, params ReadOnlySpan<long> shape)
    {
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        return new() { Dtype = DataType.DtFloat, TensorShape = Shape(shape), TensorContent = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    /// <summary>The sizes of an array; none for a single number.</summary>
    public static TensorShapeProto Shape(ReadOnlySpan<long> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes) shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        return shape;
    }
}
