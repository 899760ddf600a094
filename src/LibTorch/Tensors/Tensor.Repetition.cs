using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    // Copies in another order.
    public partial class Tensor
    {
        /// <summary>Copies of the tensor along each axis, as numpy has it.</summary>
        public Tensor tile(long[] reps) => Aten.tile.Call(this, reps);

        /// <summary>Each element (of one axis, or of all flattened) repeated.</summary>
        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_int.Call(this, repeats, dim, output_size);

        /// <summary>Each element repeated as often as the other tensor says.</summary>
        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null) =>
            Aten.repeat_interleave_self_Tensor.Call(this, repeats, dim, output_size);

        /// <summary>
        /// The elements moved along an axis, or along the flattened tensor; those that leave at the end come in at the start.
        /// </summary>
        public Tensor roll(long shifts, long? dims = null) =>
            Aten.roll.Call(this, new[] { shifts }, dims is { } axis ? new[] { axis } : []);

        /// <summary>The same along several axes.</summary>
        public Tensor roll(long[] shifts, long[] dims) => Aten.roll.Call(this, shifts, dims);

        /// <summary>The same along axis 0.</summary>
        public Tensor roll(long[] shifts) => roll(shifts, new[] { 0L });

        /// <inheritdoc cref="roll(long[], long[])"/>
        public Tensor roll(ReadOnlySpan<long> shifts, ReadOnlySpan<long> dims = default) => roll(shifts.ToArray(), dims.ToArray());

        /// <inheritdoc cref="roll(long[], long[])"/>
        public Tensor roll((long, long) shifts, (long, long) dims) =>
            roll(new[] { shifts.Item1, shifts.Item2 }, new[] { dims.Item1, dims.Item2 });

        /// <inheritdoc cref="roll(long[], long[])"/>
        public Tensor roll((long, long, long) shifts, (long, long, long) dims) =>
            roll(new[] { shifts.Item1, shifts.Item2, shifts.Item3 }, new[] { dims.Item1, dims.Item2, dims.Item3 });

        /// <summary>Axis 1 in reverse order.</summary>
        public Tensor fliplr() => Aten.fliplr.Call(this);

        /// <summary>Axis 0 in reverse order.</summary>
        public Tensor flipud() => Aten.flipud.Call(this);

        /// <summary>Turned by k right angles in the plane of two axes.</summary>
        public Tensor rot90(long k = 1, (long, long)? dims = null) =>
            Aten.rot90.Call(this, k, new[] { dims?.Item1 ?? 0, dims?.Item2 ?? 1 });

        /// <summary>The powers of a vector's elements as columns, N of them (as many as elements for -1).</summary>
        /// <exception cref="InvalidOperationException">Not a vector.</exception>
        public Tensor vander(long N = -1, bool increasing = false) => ndim == 1
            ? Aten.vander.Call(this, N == -1 ? size(0) : N, increasing)
            : throw new InvalidOperationException("Input argument for 'vander()' must be 1-D.");
    }
}
