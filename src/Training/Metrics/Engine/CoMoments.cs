using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>The weight, means and co-moment of a set of elements.</summary>
/// <param name="Unweighted">The number of elements without a weight.</param>
/// <param name="Weight">The total weight of the others: float64, no axes.</param>
/// <param name="MeanX">The mean of x.</param>
/// <param name="MeanY">The mean of y; null if y is x.</param>
/// <param name="Products">The sum of (x - mean x)(y - mean y).</param>
internal readonly record struct Moments(double Unweighted, Tensor? Weight, Tensor MeanX, Tensor? MeanY, Tensor Products);

/// <summary>Computes moments of a batch in float64 and merges the moments of two sets of elements (Chan et al. 1979).</summary>
internal static class CoMoments
{
    public static Moments Measure(MetricUpdate update, RowReduction rows, Tensor x, Tensor y)
    {
        var (meanX, centredX) = Centre(x);
        var count = (double)(update.Rows * rows.PerRow);
        if (ReferenceEquals(x, y)) return new Moments(count, null, meanX, null, centredX.square().sum(rows.Dims, true));
        var (meanY, centredY) = Centre(y);
        return new Moments(count, null, meanX, meanY, Products(rows, centredX, centredY));

        (Tensor Mean, Tensor Centred) Centre(Tensor value)
        {
            value = value.to_type(ScalarType.Float64);
            var mean = value.mean(rows.Dims, true);
            return (mean, value.sub(mean));
        }
    }

    public static Moments MeasureWeighted(MetricUpdate update, RowReduction rows, Tensor x, Tensor y)
    {
        var (weights, dropped) = update.Weights.Along(rows.Size, rows.Axis, rows.Rank);
        var total = update.Weight!.sum(ScalarType.Float64).mul((double)rows.PerRow);

        // If all rows of the batch have weight 0, any mean will do.
        var divisor = total.masked_fill(total.eq(0), 1);
        var (meanX, centredX) = Centre(x);
        if (ReferenceEquals(x, y)) return new Moments(0, total, meanX, null, centredX.square().mul(weights).sum(rows.Dims, true));
        var (meanY, centredY) = Centre(y);
        return new Moments(0, total, meanX, meanY, Products(rows, centredX.mul(weights), centredY));

        (Tensor Mean, Tensor Centred) Centre(Tensor value)
        {
            value = value.to_type(ScalarType.Float64);
            var mean = value.mul(weights).masked_fill_(dropped, 0).sum(rows.Dims, true).div(divisor);
            return (mean, value.sub(mean).masked_fill_(dropped, 0));
        }
    }

    /// <summary>Whether two values are the columns of two matrices, [n, k, 1] and [n, 1, m]: their co-moments need no tensor of
    /// n x k x m elements.</summary>
    public static bool IsOfMatrices(Tensor x, Tensor y, int axis, ReadOnlySpan<long> dims) =>
        axis == 0 && dims is [0] && x.Dimensions == 3 && y.Dimensions == 3 && x.size(0) == y.size(0) && x.size(2) == 1 && y.size(1) == 1;

    private static Tensor Products(RowReduction rows, Tensor x, Tensor y) => IsOfMatrices(x, y, rows.Axis, rows.Dims)
        ? x.squeeze(2).t().mm(y.squeeze(1)).unsqueeze(0)
        : x.mul(y).sum(rows.Dims, true);

    /// <summary>Merges moments into the state in place. Neither has weights.</summary>
    public static void Join(Moments state, Moments part)
    {
        var share = part.Unweighted / (state.Unweighted + part.Unweighted);
        var stepX = part.MeanX.sub(state.MeanX);
        var stepY = part.MeanY?.sub(state.MeanY!);
        state.Products.add_(part.Products).addcmul_(stepX, stepY ?? stepX, share * state.Unweighted);
        state.MeanX.add_(stepX, share);
        if (stepY is not null) state.MeanY!.add_(stepY, share);
    }

    /// <summary>Merges moments with weights, whose sums are known on the device only.</summary>
    public static void JoinWeighted(Moments state, Moments part)
    {
        var before = Total(state);
        var added = Total(part);
        var after = before.add(added);

        // Moments of weight 0 change nothing, whatever their mean, and must not divide 0 by 0.
        var nothing = added.eq(0);
        var share = added.div(after).masked_fill_(nothing, 0);
        var stepX = part.MeanX.sub(state.MeanX).masked_fill_(nothing, 0);
        var stepY = part.MeanY?.sub(state.MeanY!).masked_fill_(nothing, 0);
        state.Products.add_(part.Products).add_(stepX.mul(stepY ?? stepX).mul(share.mul(before)));
        state.MeanX.add_(stepX.mul(share));
        if (stepY is not null) state.MeanY!.add_(stepY.mul(share));
    }

    // On the device of the means.
    private static Tensor Total(Moments moments) => moments.Weight is { } weight
        ? weight.add(moments.Unweighted)
        : full([], moments.Unweighted, ScalarType.Float64, DeviceId.From(moments.MeanX).Device);
}
