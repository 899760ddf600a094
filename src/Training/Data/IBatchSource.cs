namespace Gen.Training.Data;

/// <summary>A source of batches for training, evaluation and prediction.</summary>
/// <remarks>
/// A source does not own the data that it reads from: dispose data sets such as <see cref="TensorData"/> after the last epoch. The batches
/// that it yields belong to the caller.
/// </remarks>
public interface IBatchSource
{
    /// <summary>The number of batches in an epoch; null if it is not known in advance.</summary>
    int? BatchCount { get; }

    /// <summary>The number of rows in an epoch; null if it is not known in advance or differs between epochs.</summary>
    long? Rows { get; }

    /// <summary>The number of rows in a full batch; null if it is not known.</summary>
    int? BatchSize { get; }

    /// <summary>
    /// Enumerates the batches of one epoch. They are determined by the order alone: the same order yields the same batches again. The
    /// caller disposes each batch. Leaving the loop early, or disposing the enumerator, stops background work of the source.
    /// </summary>
    /// <param name="order">The epoch, its first batch and the seed of its permutation.</param>
    /// <param name="cancellationToken">Cancels waiting for the next batch.</param>
    /// <exception cref="BadDataException">The data is invalid.</exception>
    /// <exception cref="OperationCanceledException">The operation was canceled while waiting for a batch.</exception>
    IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default);
}

/// <summary>The exception that is thrown for invalid data. The message is one line that names the file and position, or the
/// tensors.</summary>
public sealed class BadDataException : UserErrorException
{
    internal BadDataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
