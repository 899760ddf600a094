using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The type of a result of elements of two types.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) =>
        (ScalarType)Aten.promote_types.CallScalar(type1, type2).AsInteger;

    /// <summary>The type of a result of two tensors; one without axes gives way to one with axes of the same kind of number.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) =>
        (ScalarType)Aten.result_type_Tensor.CallScalar(tensor1, tensor2).AsInteger;

    /// <summary>Whether a type's values may be written into another's: not, for instance, real numbers into integers.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => Aten.can_cast.CallScalar(from, to).Bits != 0;

    /// <summary>Whether the elements are integers or truth values.</summary>
    public static bool is_integral(Tensor t) => t.is_integral();

    /// <summary>Whether the elements are floating-point numbers.</summary>
    public static bool is_floating_point(Tensor input) => input.is_floating_point();

    /// <summary>Whether the elements are complex numbers.</summary>
    public static bool is_complex(Tensor input) => input.is_complex();
}
