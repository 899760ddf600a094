using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// A data set in memory: features and, optionally, labels and sample weights. It shares memory with the tensors that it is created from,
/// but has handles of its own: the original tensors still belong to their owner, who may dispose them at once. Dispose the data set after
/// the last epoch; its tensors are in no dispose scope. Subsets and batches have handles of their own, too, and outlive it.
/// </summary>
public sealed partial class TensorData : IDisposable
{
    /// <summary>Initializes a data set from tensors, without copying them.</summary>
    /// <param name="features">The model's input, shape [n, …].</param>
    /// <param name="labels">The expected output, shape [n, …]; null if there is none.</param>
    /// <param name="sampleWeights">The weight of each row, shape [n]; null for equal weights.</param>
    /// <exception cref="BadDataException">There are no rows, or the tensors have different numbers of rows or are on different
    /// devices.</exception>
    public TensorData(Tensor features, Tensor? labels = null, Tensor? sampleWeights = null)
        : this(Check(features, labels, sampleWeights), features.alias(), labels?.alias(), sampleWeights?.alias())
    {
    }

    private TensorData(long rows, Tensor features, Tensor? labels, Tensor? weights)
    {
        Rows = rows;
        Features = features.DetachFromDisposeScope();
        Labels = labels?.DetachFromDisposeScope();
        SampleWeights = weights?.DetachFromDisposeScope();
    }

    /// <summary>The model's input, shape [n, …].</summary>
    public Tensor Features { get; }

    /// <summary>The expected output, shape [n, …]; null if there is none.</summary>
    public Tensor? Labels { get; }

    /// <summary>The weight of each row, shape [n]; null for equal weights.</summary>
    public Tensor? SampleWeights { get; }

    /// <summary>The number of rows, at least 1.</summary>
    public long Rows { get; }

    /// <summary>Creates a source that divides the rows into batches.</summary>
    /// <param name="batchSize">The number of rows in a batch, at least 1. The last batch of a pass through the data may be smaller.</param>
    /// <param name="shuffle">Whether to shuffle the rows in each pass, if the epoch's order has a seed. The default value is false.</param>
    /// <param name="dropLast">Whether to drop a last batch that is not full. The default value is false.</param>
    /// <param name="batchesPerEpoch">
    /// The number of batches in an epoch; null for one pass through the data. With another number, each epoch continues where the previous
    /// one ended, and passes follow one another, each with a permutation of its own: all batches are used before one is used again.
    /// </param>
    /// <returns>A source that is valid until the data set is disposed.</returns>
    /// <exception cref="BadDataException">A number is less than 1, or no batch is left.</exception>
    public IBatchSource Batches(int batchSize, bool shuffle = false, bool dropLast = false, int? batchesPerEpoch = null) =>
        new TensorBatches(this, batchSize, shuffle, dropLast, batchesPerEpoch);

    /// <summary>Copies the data set to a device.</summary>
    /// <returns>A data set of its own, to be disposed. It shares memory with this one if the tensors are on the device already.</returns>
    public TensorData To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Map(Rows, t => t.to(device));
    }

    /// <summary>Returns the first rows, without copying them.</summary>
    /// <param name="count">The number of rows, from 1 to <see cref="Rows"/>.</param>
    /// <returns>A data set of its own, to be disposed.</returns>
    /// <exception cref="BadDataException">The count is out of range.</exception>
    public TensorData Take(long count) => count >= 1 && count <= Rows
        ? Range(0, count)
        : throw new BadDataException($"count must be from 1 to {Rows}, the number of rows, but was {count}.");

    /// <summary>Copies the rows at some indices, in the order of the indices. An index may be repeated.</summary>
    /// <param name="indices">The indices, from 0 to <see cref="Rows"/> - 1.</param>
    /// <returns>A data set of its own, to be disposed.</returns>
    /// <exception cref="BadDataException">There are no indices, or one is out of range.</exception>
    public TensorData Subset(params ReadOnlySpan<long> indices)
    {
        if (indices.IsEmpty) throw new BadDataException("A subset must have at least one row.");
        foreach (var index in indices)
            if (index < 0 || index >= Rows)
                throw new BadDataException($"Row {index} does not exist: indices must be from 0 to {Rows - 1}.");
        using var chosen = tensor(indices.ToArray(), ScalarType.Int64, CPU);
        return Choose(chosen);
    }

    /// <summary>Disposes the data set's handles on the tensors. Memory is freed when no other handle uses it.</summary>
    public void Dispose()
    {
        Features.Dispose();
        Labels?.Dispose();
        SampleWeights?.Dispose();
    }

    private static long Check(Tensor features, Tensor? labels, Tensor? weights)
    {
        ArgumentNullException.ThrowIfNull(features);
        RowChecks.Check(features, labels, weights, "features", "labels");
        RowChecks.SameDevice(features, labels, "labels");
        RowChecks.SameDevice(features, weights, "sample weights");
        return features.shape[0] is var rows and > 0 ? rows : throw new BadDataException("The data has no rows.");
    }

    private TensorData Range(long start, long count) => Map(count, t => t.narrow(0, start, count));

    private TensorData Choose(Tensor indices)
    {
        using var here = indices.to(Features.device);
        return Map(indices.shape[0], t => t.index_select(0, here));
    }

    private TensorData Map(long rows, Func<Tensor, Tensor> change) =>
        new(rows, change(Features), Labels is null ? null : change(Labels), SampleWeights is null ? null : change(SampleWeights));
}
