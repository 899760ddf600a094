using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// Rows that are in memory as tensors: features, and optionally labels and sample weights. It has handles of its own on the tensors' memory, so that
/// the tensors it was made of remain their owner's, who may dispose them at once; its own are in no dispose scope and freed with it. Batches and parts made of it
/// outlive it.
/// </summary>
public sealed partial class TensorData : IDisposable
{
    /// <summary>Holds tensors without copying them.</summary>
    /// <param name="features">What a model reads: [n, …].</param>
    /// <param name="labels">What it should answer: [n, …].</param>
    /// <param name="sampleWeights">What each row counts: [n].</param>
    /// <exception cref="BadDataException">There are no rows, the tensors have not equally many, or are on different devices.</exception>
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

    /// <summary>What a model reads: [n, …].</summary>
    public Tensor Features { get; }

    /// <summary>What it should answer: [n, …].</summary>
    public Tensor? Labels { get; }

    /// <summary>What each row counts: [n].</summary>
    public Tensor? SampleWeights { get; }

    /// <summary>How many rows there are, at least 1.</summary>
    public long Rows { get; }

    /// <summary>Cuts the rows into batches.</summary>
    /// <param name="batchSize">Rows of a batch, at least 1; the last batch of a pass through the data has the remaining ones.</param>
    /// <param name="shuffle">Whether each pass through the data has a random order, where the epoch's order has a seed.</param>
    /// <param name="dropLast">Whether to leave out a last batch that is not full.</param>
    /// <param name="steps">
    /// Batches of an epoch; null: one pass through the data. With fewer or more, epochs go on through the data where the one before ended, and passes follow
    /// one another, each with an order of its own: no batch comes a second time before all have come once.
    /// </param>
    /// <returns>The batches, which are valid until the data are disposed.</returns>
    /// <exception cref="BadDataException">A number is less than 1, or no batch would be left.</exception>
    public IBatchSource Batches(int batchSize, bool shuffle = false, bool dropLast = false, int? steps = null) =>
        new TensorBatches(this, batchSize, shuffle, dropLast, steps);

    /// <summary>The same rows on a device, copied there unless they are there already.</summary>
    public TensorData To(Device device)
    {
        ArgumentNullException.ThrowIfNull(device);
        return Map(Rows, t => t.to(device));
    }

    /// <summary>The first rows, not copied.</summary>
    /// <param name="count">How many, from 1 to <see cref="Rows"/>.</param>
    /// <exception cref="BadDataException">There are not so many.</exception>
    public TensorData Take(long count) => count >= 1 && count <= Rows
        ? Range(0, count)
        : throw new BadDataException($"{count} rows were asked for, but there are {Rows}.");

    /// <summary>Some rows, copied, in the order of the indices; one that is repeated gives its row again.</summary>
    /// <param name="indices">Positions from 0 to <see cref="Rows"/> - 1.</param>
    /// <exception cref="BadDataException">There are no indices, or one is of no row.</exception>
    public TensorData Subset(params ReadOnlySpan<long> indices)
    {
        if (indices.IsEmpty) throw new BadDataException("A subset needs at least one row.");
        foreach (var index in indices)
            if (index < 0 || index >= Rows) throw new BadDataException($"There is no row {index}: the {Rows} rows are counted from 0.");
        using var chosen = tensor(indices.ToArray(), ScalarType.Int64, CPU);
        return Choose(chosen);
    }

    /// <summary>Frees the handles; the memory goes when nobody else has one.</summary>
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
        return features.shape[0] is var rows and > 0 ? rows : throw new BadDataException("The data have no rows.");
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
