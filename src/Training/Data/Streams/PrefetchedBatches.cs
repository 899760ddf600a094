namespace Gen.Training.Data;

/// <summary>A source's batches, made ahead on another thread.</summary>
internal sealed class PrefetchedBatches(IBatchSource source, int count) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Samples => source.Samples;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<DataBatch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        using var ahead = new BatchesAhead(stop => source.Epoch(order, stop), count, cancellationToken);
        while (ahead.Next() is { } batch) yield return batch;
    }
}
