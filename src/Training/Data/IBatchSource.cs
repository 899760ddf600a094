namespace Gen.Training.Data;

/// <summary>Where the batches of training, validation and prediction come from.</summary>
public interface IBatchSource
{
    /// <summary>The batches of an epoch; null: only known once the epoch has been gone through.</summary>
    int? BatchCount { get; }

    /// <summary>The rows of an epoch; null: unknown, or not the same in every epoch.</summary>
    long? Samples { get; }

    /// <summary>The rows of a full batch; null: unknown.</summary>
    int? BatchSize { get; }

    /// <summary>
    /// The batches of one epoch, from the order's first one on. The order alone decides which they are: going through it again gives them again. Each batch
    /// belongs to whoever takes it, who disposes it when its step ends; leaving the loop early (or disposing the enumerator) ends what works behind it.
    /// </summary>
    /// <param name="order">Which epoch, shuffled or not, and from which batch on.</param>
    /// <param name="cancellationToken">Ends a wait for the next batch.</param>
    /// <exception cref="BadDataException">The data turn out to be unusable.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while waiting for a batch.</exception>
    IEnumerable<DataBatch> Epoch(EpochOrder order, CancellationToken cancellationToken = default);
}

/// <summary>The data cannot be used as they are. The message is one line that names the file and place, or the tensors.</summary>
public sealed class BadDataException : UserErrorException
{
    internal BadDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
