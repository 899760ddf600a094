using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The number of elements that are not 0, along some axes or of all.</summary>
        public Tensor count_nonzero(long[]? dims = null) => Aten.count_nonzero_dim_IntList.Call(this, dims ?? []);

        /// <summary>
        /// How many elements fall into each of <paramref name="bins"/> equal parts of [min, max], or of the elements' range when both are
        /// 0. Others do not count.
        /// </summary>
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Aten.histc.Call(this, bins, min, max);

        /// <summary>
        /// For each element the number of boundaries (ascending) below it, or not above it with <paramref name="right"/>; int64, or int32
        /// if asked.
        /// </summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Aten.bucketize_Tensor.Call(this, boundaries, outInt32, right);

        /// <summary>Whether each element is (or with <paramref name="invert"/> is not) among the test elements.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.isin_Tensor_Tensor.Call(this, test_elements, assumeUnique, invert);

        /// <summary>The positions of elements that are not 0: [count, axes].</summary>
        public Tensor argwhere() => Aten.argwhere.Call(this);
    }
}
