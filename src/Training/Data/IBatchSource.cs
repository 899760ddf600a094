namespace Gen.Training.Data;

/// <summary>Gives batches, epoch by epoch.</summary>
public interface IBatchSource
{
    /// <summary>Batches in an epoch; null if that is not known before.</summary>
    int? BatchCount { get; }

    /// <summary>Rows in an epoch; null if that is not known before.</summary>
    long? Samples { get; }

    /// <summary>Rows in a batch, the last one perhaps having fewer; null if that is not known before.</summary>
    int? BatchSize { get; }

    /// <summary>The batches of an epoch. Each belongs to the caller, who disposes it.</summary>
    /// <param name="epoch">The epoch, from 0: a shuffled source has an order for each.</param>
    IEnumerable<DataBatch> Epoch(int epoch);
}
