using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Weight, means and the sum of centred products of some elements.</summary>
/// <param name="Plain">How many elements had no weight.</param>
/// <param name="Weight">The weight of those that had one: float64, no axes.</param>
/// <param name="MeanX">The mean of x.</param>
/// <param name="MeanY">The mean of y; null where y is x.</param>
/// <param name="Products">The sum of (x - mean x)(y - mean y).</param>
internal readonly record struct Moments(double Plain, Tensor? Weight, Tensor MeanX, Tensor? MeanY, Tensor Products);

/// <summary>Measures the moments of a batch, in float64, and joins those of two sets of elements (Chan et al. 1979).</summary>
internal static class CoMoments
{
    public static Moments Measure(Batch batch, RowReduction rows, Tensor x, Tensor y)
    {
        var (meanX, centredX) = Centre(x);
        var count = (double)(batch.Rows * rows.PerRow);
        if (ReferenceEquals(x, y)) return new Moments(count, null, meanX, null, centredX.square().sum(rows.Dims, true));
        var (meanY, centredY) = Centre(y);
        return new Moments(count, null, meanX, meanY, centredX.mul(centredY).sum(rows.Dims, true));

        (Tensor Mean, Tensor Centred) Centre(Tensor value)
        {
            value = value.to_type(ScalarType.Float64);
            var mean = value.mean(rows.Dims, true);
            return (mean, value.sub(mean));
        }
    }

    public static Moments MeasureWeighted(Batch batch, RowReduction rows, Tensor x, Tensor y)
    {
        var (weights, dropped) = batch.Weights.Along(rows.Size, rows.Axis, rows.Rank);
        var total = batch.Weight!.sum(ScalarType.Float64).mul((double)rows.PerRow);

        // All rows of the batch may be dropped: then any mean will do, as it weighs nothing.
        var divisor = total.masked_fill(total.eq(0), 1);
        var (meanX, centredX) = Centre(x);
        if (ReferenceEquals(x, y)) return new Moments(0, total, meanX, null, centredX.square().mul(weights).sum(rows.Dims, true));
        var (meanY, centredY) = Centre(y);
        return new Moments(0, total, meanX, meanY, centredX.mul(centredY).mul(weights).sum(rows.Dims, true));

        (Tensor Mean, Tensor Centred) Centre(Tensor value)
        {
            value = value.to_type(ScalarType.Float64);
            var mean = value.mul(weights).masked_fill_(dropped, 0).sum(rows.Dims, true).div(divisor);
            return (mean, value.sub(mean).masked_fill_(dropped, 0));
        }
    }

    /// <summary>Adds a part to the state in place; neither has weights.</summary>
    public static void Join(Moments state, Moments part)
    {
        var share = part.Plain / (state.Plain + part.Plain);
        var stepX = part.MeanX.sub(state.MeanX);
        var stepY = part.MeanY?.sub(state.MeanY!);
        state.Products.add_(part.Products).addcmul_(stepX, stepY ?? stepX, share * state.Plain);
        state.MeanX.add_(stepX, share);
        if (stepY is not null) state.MeanY!.add_(stepY, share);
    }

    /// <summary>The same with weights, whose sums only the device knows.</summary>
    public static void JoinWeighted(Moments state, Moments part)
    {
        var before = Total(state);
        var added = Total(part);
        var after = before.add(added);

        // A part that weighs nothing changes nothing, whatever its mean; nor does it divide 0 by 0.
        var nothing = added.eq(0);
        var share = added.div(after).masked_fill_(nothing, 0);
        var stepX = part.MeanX.sub(state.MeanX).masked_fill_(nothing, 0);
        var stepY = part.MeanY?.sub(state.MeanY!).masked_fill_(nothing, 0);
        state.Products.add_(part.Products).add_(stepX.mul(stepY ?? stepX).mul(share.mul(before)));
        state.MeanX.add_(stepX.mul(share));
        if (stepY is not null) state.MeanY!.add_(stepY.mul(share));
    }

    // On the device of the means, whichever kind of weight there is.
    private static Tensor Total(Moments moments) => moments.Weight is { } weight
        ? weight.add(moments.Plain)
        : full([], moments.Plain, ScalarType.Float64, Place.Of(moments.MeanX).Device);
}
