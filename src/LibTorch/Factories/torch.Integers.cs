namespace TorchSharp;

// Tensors of the smaller integers, copied.
public static partial class torch
{
    #pragma warning disable CS1591
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan(new ReadOnlySpan<byte>(in scalar), [], null, device, requires_grad, null);

    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan(new ReadOnlySpan<sbyte>(in scalar), [], null, device, requires_grad, null);

    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        FromSpan(new ReadOnlySpan<short>(in scalar), [], null, device, requires_grad, null);

    public static Tensor tensor(
        byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromSpan<byte>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    public static Tensor tensor(
        sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromSpan<sbyte>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);

    public static Tensor tensor(
        short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromSpan<short>(rawArray, [rawArray.LongLength], dtype, device, requires_grad, names);
    #pragma warning restore CS1591
}
