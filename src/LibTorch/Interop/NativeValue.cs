using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a boxed value is; the same numbers as the enum of gentorch.cpp.</summary>
internal enum Tag
{
    None, Tensor, Int, Double, Bool, IntList, DoubleList, TensorList, OptionalTensorList, String, Device, Generator,
}

/// <summary>A boxed value as it crosses to C; the layout of struct Value of gentorch.cpp.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
internal struct NativeValue
{
    [FieldOffset(0)] public Tag Tag;
    [FieldOffset(4)] public int Extra;
    [FieldOffset(8)] public long Length;
    [FieldOffset(16)] public long Int;
    [FieldOffset(16)] public double Double;
    [FieldOffset(16)] public nint Pointer;
}
