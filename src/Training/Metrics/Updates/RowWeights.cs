using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The weights of a batch, laid along the batch axis of a value.</summary>
internal sealed class RowWeights(Batch batch)
{
    // The last layout asked for: most values of a batch share one.
    private long _size = -1;
    private int _trailing = -1;
    private Tensor? _weight;
    private Tensor? _dropped;

    public static void Check(Tensor weight, long rows, Place place, string input)
    {
        var sizes = weight.Sizes();
        if (sizes.Length != 1 || sizes[0] != rows)
            throw new ArgumentException($"weight is {ShapeText.Of(sizes)}, but must be [{rows}]: one number per row of {input}.", nameof(weight));
        if (Place.Of(weight) is var own && own != place)
            throw new ArgumentException($"weight is on {own} and {input} on {place}: both must be on one device.", nameof(weight));
        if (is_complex(weight.dtype)) throw new ArgumentException("weight is complex, but must be real or bool.", nameof(weight));
    }

    /// <summary>Weights that broadcast against a value, and where they are 0.</summary>
    /// <param name="size">The value's size along the batch axis: the rows, or a multiple for several items per row.</param>
    /// <param name="axis">The batch axis.</param>
    /// <param name="rank">The value's number of axes.</param>
    public (Tensor Weight, Tensor Dropped) Along(long size, int axis, int rank)
    {
        var trailing = rank - axis - 1;
        if (size != _size || trailing != _trailing || _weight is null || _dropped is null)
        {
            var items = size / batch.Rows;
            var weight = batch.Weight!;
            if (items != 1) weight = weight.unsqueeze(1).expand(batch.Rows, items).reshape(size);
            if (trailing > 0)
            {
                var shape = new long[trailing + 1];
                Array.Fill(shape, 1);
                shape[0] = size;
                weight = weight.reshape(shape);
            }
            (_size, _trailing) = (size, trailing);
            _weight = weight;
            _dropped = batch.Keep(weight.eq(0));
            if (!ReferenceEquals(weight, batch.Weight)) batch.Keep(weight);
        }
        return (_weight, _dropped);
    }

    public void Clear() => (_size, _trailing, _weight, _dropped) = (-1, -1, null, null);
}
