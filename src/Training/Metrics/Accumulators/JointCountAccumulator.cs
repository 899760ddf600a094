using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>How often each pair of indices occurs over all rows, as in a confusion matrix; fractional weights make the counts float64.</summary>
/// <param name="rows">The number of different first indices: they are 0 to <paramref name="rows"/> - 1.</param>
/// <param name="columns">The number of different second indices.</param>
public sealed class JointCountAccumulator(long rows, long columns) : CountingAccumulator(checked(rows * columns), columns)
{
    /// <summary>Stages pairs.</summary>
    /// <param name="batch">The update.</param>
    /// <param name="first">Integers, shape [n] for n rows.</param>
    /// <param name="second">Integers, the same shape.</param>
    /// <exception cref="ArgumentException">A tensor is not integral, or does not fit the batch, or an index is out of range (on a GPU, torch reports that later).</exception>
    public void Add(Batch batch, Tensor first, Tensor second)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        RequireIntegers(first, nameof(first));
        RequireIntegers(second, nameof(second));
        var count = first.Dimensions == 1 ? first.size(0) : -1;
        if (count < 0 || second.Dimensions != 1 || second.size(0) != count || count % batch.Rows != 0)
            throw new ArgumentException(
                $"The indices are {ShapeText.Of(first)} and {ShapeText.Of(second)}: both should be [{batch.Rows}], or a multiple.");
        Stage(batch, Flat(first), batch.Weight is null ? null : batch.Weights.Along(count, 0, 1).Weight, Flat(second));
    }

    /// <summary>The counts, shape [rows, columns], int64 or (with fractional weights) float64.</summary>
    public Tensor Counts(Reading reading) => Read(reading).reshape(Rows, Columns);
}
