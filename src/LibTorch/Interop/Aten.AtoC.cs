namespace TorchSharp.Interop;

/// <summary>
/// Every operator that the binding forwards to, named after its schema: op, or op_overload. Making an <see cref="Operator"/> touches no native
/// code, so this class loads on a machine without libtorch.
/// </summary>
internal static partial class Aten
{
    internal static readonly Operator _foreach_add__List = new("aten::_foreach_add_", "List");
    internal static readonly Operator _foreach_add__Scalar = new("aten::_foreach_add_", "Scalar");
    internal static readonly Operator _foreach_add_List = new("aten::_foreach_add", "List");
    internal static readonly Operator _foreach_addcdiv__Scalar = new("aten::_foreach_addcdiv_", "Scalar");
    internal static readonly Operator _foreach_addcmul__Scalar = new("aten::_foreach_addcmul_", "Scalar");
    internal static readonly Operator _foreach_div__Scalar = new("aten::_foreach_div_", "Scalar");
    internal static readonly Operator _foreach_maximum__List = new("aten::_foreach_maximum_", "List");
    internal static readonly Operator _foreach_mul__Scalar = new("aten::_foreach_mul_", "Scalar");
    internal static readonly Operator _foreach_neg = new("aten::_foreach_neg");
    internal static readonly Operator _foreach_sqrt = new("aten::_foreach_sqrt");
    internal static readonly Operator _unique2 = new("aten::_unique2");
    internal static readonly Operator abs = new("aten::abs");
    internal static readonly Operator add__Scalar = new("aten::add_", "Scalar");
    internal static readonly Operator add__Tensor = new("aten::add_", "Tensor");
    internal static readonly Operator add_Scalar = new("aten::add", "Scalar");
    internal static readonly Operator add_Tensor = new("aten::add", "Tensor");
    internal static readonly Operator addbmm = new("aten::addbmm");
    internal static readonly Operator addcdiv_ = new("aten::addcdiv_");
    internal static readonly Operator addcmul_ = new("aten::addcmul_");
    internal static readonly Operator addmm = new("aten::addmm");
    internal static readonly Operator addmv = new("aten::addmv");
    internal static readonly Operator addr = new("aten::addr");
    internal static readonly Operator all = new("aten::all");
    internal static readonly Operator all_dim = new("aten::all", "dim");
    internal static readonly Operator allclose = new("aten::allclose");
    internal static readonly Operator amax = new("aten::amax");
    internal static readonly Operator amin = new("aten::amin");
    internal static readonly Operator aminmax = new("aten::aminmax");
    internal static readonly Operator any = new("aten::any");
    internal static readonly Operator any_dim = new("aten::any", "dim");
    internal static readonly Operator arange_start_step = new("aten::arange", "start_step");
    internal static readonly Operator argmax = new("aten::argmax");
    internal static readonly Operator argmin = new("aten::argmin");
    internal static readonly Operator argsort = new("aten::argsort");
    internal static readonly Operator argwhere = new("aten::argwhere");
    internal static readonly Operator baddbmm = new("aten::baddbmm");
    internal static readonly Operator bernoulli = new("aten::bernoulli");
    internal static readonly Operator bernoulli__float = new("aten::bernoulli_", "float");
    internal static readonly Operator binary_cross_entropy = new("aten::binary_cross_entropy");
    internal static readonly Operator binary_cross_entropy_with_logits = new("aten::binary_cross_entropy_with_logits");
    internal static readonly Operator bincount = new("aten::bincount");
    internal static readonly Operator bitwise_and_Tensor = new("aten::bitwise_and", "Tensor");
    internal static readonly Operator bitwise_not = new("aten::bitwise_not");
    internal static readonly Operator bitwise_or_Tensor = new("aten::bitwise_or", "Tensor");
    internal static readonly Operator bitwise_xor_Tensor = new("aten::bitwise_xor", "Tensor");
    internal static readonly Operator bmm = new("aten::bmm");
    internal static readonly Operator bucketize_Tensor = new("aten::bucketize", "Tensor");
    internal static readonly Operator cat = new("aten::cat");
    internal static readonly Operator cdist = new("aten::cdist");
    internal static readonly Operator ceil = new("aten::ceil");
    internal static readonly Operator celu = new("aten::celu");
    internal static readonly Operator chunk = new("aten::chunk");
    internal static readonly Operator clamp = new("aten::clamp");
    internal static readonly Operator clamp_ = new("aten::clamp_");
    internal static readonly Operator clamp_max = new("aten::clamp_max");
    internal static readonly Operator clamp_min = new("aten::clamp_min");
    internal static readonly Operator clamp_Tensor = new("aten::clamp", "Tensor");
    internal static readonly Operator clone = new("aten::clone");
    internal static readonly Operator conj = new("aten::conj");
    internal static readonly Operator contiguous = new("aten::contiguous");
    internal static readonly Operator copy_ = new("aten::copy_");
    internal static readonly Operator corrcoef = new("aten::corrcoef");
    internal static readonly Operator cos = new("aten::cos");
    internal static readonly Operator cosine_embedding_loss = new("aten::cosine_embedding_loss");
    internal static readonly Operator cosine_similarity = new("aten::cosine_similarity");
    internal static readonly Operator count_nonzero_dim_IntList = new("aten::count_nonzero", "dim_IntList");
    internal static readonly Operator cov = new("aten::cov");
    internal static readonly Operator cross_entropy_loss = new("aten::cross_entropy_loss");
    internal static readonly Operator ctc_loss_Tensor = new("aten::ctc_loss", "Tensor");
    internal static readonly Operator cumsum = new("aten::cumsum");
}
