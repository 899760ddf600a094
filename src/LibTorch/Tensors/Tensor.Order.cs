using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Positions are int64.
    public partial class Tensor
    {
        /// <summary>The lower of the two elements in the middle, for an even count.</summary>
        public Tensor median() => Aten.median.Call(this);

        /// <summary>The same of the elements that are not NaN; NaN where all are.</summary>
        public Tensor nanmedian() => Aten.nanmedian.Call(this);

        /// <summary>
        /// The quantiles (each from 0 to 1, of the tensor's own type) along an axis, interpolated linearly; of all elements for -1,
        /// TorchSharp's default.
        /// </summary>
        public Tensor quantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.quantile.Call(this, q, Axis(dim), keepdim);

        /// <summary>The same of the elements that are not NaN.</summary>
        public Tensor nanquantile(Tensor q, long dim = -1, bool keepdim = false) => Aten.nanquantile.Call(this, q, Axis(dim), keepdim);

        /// <summary>The most frequent elements along an axis, the smallest of equally frequent ones, and where they are.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Aten.mode.Call2(this, dim, keepdim);

        /// <summary>The k-th smallest elements along an axis (the last for null), counted from 1, and where they are.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long? dim, bool keepdim = false) =>
            Aten.kthvalue.Call2(this, k, dim ?? -1, keepdim);

        /// <summary>The smallest and the largest elements along an axis, or of all elements for null and, as in TorchSharp, -1.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) =>
            Aten.aminmax.Call2(this, dim is { } axis ? Axis(axis) : Arg.None, keepdim);

        /// <summary>The first axis in order.</summary>
        public Tensor msort() => Aten.msort.Call(this);

        /// <summary>
        /// The different elements, or slices along an axis; where each element went among them and how often each occurs, null unless asked for.
        /// </summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(
            bool sorted = true, bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(
                dim is { } axis
                    ? Aten.unique_dim.Call3(this, axis, sorted, return_inverse, return_counts)
                    : Aten._unique2.Call3(this, sorted, return_inverse, return_counts),
                return_inverse, return_counts);

        /// <summary>The same of neighbours only: what occurs again later counts again.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(
            bool return_inverse = false, bool return_counts = false, int? dim = null) =>
            Asked(Aten.unique_consecutive.Call3(this, return_inverse, return_counts, (long?)dim), return_inverse, return_counts);

        private static (Tensor, Tensor?, Tensor?) Asked((Tensor Output, Tensor Inverse, Tensor Counts) all, bool inverse, bool counts)
        {
            if (!inverse) all.Inverse.Dispose();
            if (!counts) all.Counts.Dispose();
            return (all.Output, inverse ? all.Inverse : null, counts ? all.Counts : null);
        }

        // TorchSharp takes -1 for "not along an axis".
        private static Arg Axis(long dim) => dim == -1 ? Arg.None : dim;
    }
}
