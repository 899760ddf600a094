using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor of an array's shape with its elements, copied here (TorchSharp shares the array's memory: do not rely on either).</summary>
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    /// <inheritdoc cref="from_array(Array, Device?)"/>
    public static Tensor from_array(
        Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        var held = ScalarTypeOf(rawArray.GetType().GetElementType()!);
        var shape = new long[rawArray.Rank];
        for (var axis = 0; axis < shape.Length; axis++) shape[axis] = rawArray.GetLongLength(axis);
        var bytes = rawArray.Length == 0
            ? default
            : MemoryMarshal.CreateReadOnlySpan(ref MemoryMarshal.GetArrayDataReference(rawArray), checked(rawArray.Length * SizeOf(held)));
        return FromBytes(bytes, held, shape, dtype, device, requires_grad, names);
    }

    private static Tensor FromSpan<T>(
        ReadOnlySpan<T> values, long[] shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names) where T : unmanaged
    {
        var wanted = shape.Aggregate(1L, (product, length) => product * length);
        if (wanted > values.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {wanted} vs. {values.Length}");
        return FromBytes(MemoryMarshal.AsBytes(values[..(int)wanted]), ScalarTypeOf(typeof(T)), shape, dtype, device, requires_grad, names);
    }

    private static unsafe Tensor FromBytes(
        ReadOnlySpan<byte> bytes, ScalarType held, long[] shape, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var tensor = Aten.empty_memory_format.Call(shape, held);
        if (bytes.Length > 0) bytes.CopyTo(new Span<byte>((void*)tensor.DataPointer, bytes.Length));
        var onDevice = device is null || device.type == DeviceType.CPU;
        if (!onDevice || (dtype is { } wanted && wanted != held)) tensor = tensor.to(dtype ?? held, device ?? CPU, disposeAfter: true);
        return Finish(tensor, requires_grad, names);
    }
}
