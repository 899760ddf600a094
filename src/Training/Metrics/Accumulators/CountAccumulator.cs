using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>How often each index occurs over all rows; fractional weights make the counts float64.</summary>
/// <param name="width">The number of different indices: they are 0 to <paramref name="width"/> - 1.</param>
public sealed class CountAccumulator(long width) : CountingAccumulator(width)
{
    /// <summary>Stages indices.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="index">Integers of any shape, a weight's row each; several items per row along the batch axis are possible.</param>
    /// <param name="axis">The batch axis, from 0.</param>
    /// <exception cref="ArgumentException">The tensor is not integral, or does not fit the batch, or an index is out of range (on a GPU, torch reports that later).</exception>
    public void Add(Batch batch, Tensor index, int axis)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(index);
        RequireIntegers(index, nameof(index));
        var sizes = index.Sizes();
        if ((uint)axis >= (uint)sizes.Length || sizes[axis] == 0 || sizes[axis] % batch.Rows != 0)
            throw new ArgumentException($"The index is {ShapeText.Of(sizes)}: axis {axis} should have the batch's {batch.Rows} rows, or a multiple.");
        Tensor? weight = null;
        if (batch.Weight is not null)
        {
            weight = batch.Weights.Along(sizes[axis], axis, sizes.Length).Weight;
            if (sizes.Length > 1) weight = weight.expand(sizes).reshape(-1);
        }
        Stage(batch, Flat(index), weight);
    }

    /// <summary>The counts, shape [width], int64 or (with fractional weights) float64.</summary>
    public Tensor Counts(Reading reading) => Read(reading);
}
