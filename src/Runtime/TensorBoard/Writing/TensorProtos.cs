using System.Buffers.Binary;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <summary>Factory of <see cref="TensorProto"/> messages.</summary>
internal static class TensorProtos
{
    /// <summary>Creates a tensor of strings, in row-major order; a scalar if there is no shape.</summary>
    public static TensorProto Create(IEnumerable<ByteString> strings, params ReadOnlySpan<long> shape) =>
        new() { Dtype = DataType.DtString, TensorShape = CreateShape(shape), StringVal = { strings } };

    /// <inheritdoc cref="Create(IEnumerable{ByteString}, ReadOnlySpan{long})"/>
    public static TensorProto Create(IEnumerable<string> strings, params ReadOnlySpan<long> shape) =>
        Create(strings.Select(ByteString.CopyFromUtf8), shape);

    /// <summary>Creates a tensor of single-precision numbers, in row-major order.</summary>
    public static TensorProto Create(ReadOnlySpan<float> numbers, params ReadOnlySpan<long> shape)
    {
        var bytes = new byte[numbers.Length * sizeof(float)];
        for (var i = 0; i < numbers.Length; i++) BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), numbers[i]);
        return new() { Dtype = DataType.DtFloat, TensorShape = CreateShape(shape), TensorContent = UnsafeByteOperations.UnsafeWrap(bytes) };
    }

    /// <summary>Creates the shape with these sizes; the shape of a scalar if there are none.</summary>
    public static TensorShapeProto CreateShape(ReadOnlySpan<long> sizes)
    {
        var shape = new TensorShapeProto();
        foreach (var size in sizes) shape.Dim.Add(new TensorShapeProto.Types.Dim { Size = size });
        return shape;
    }
}
