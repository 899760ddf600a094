using Gen.Training.Data;

namespace Gen.Training.Tests.Support;

/// <summary>A source that invokes an action before each batch.</summary>
internal sealed class SlowSource(IBatchSource source, Action before) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Rows => source.Rows;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        foreach (var batch in source.Epoch(order, cancellationToken))
        {
            before();
            yield return batch;
        }
    }
}
