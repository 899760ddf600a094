using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// A source of batches that the caller's code creates: for data that does not fit in memory, or that is generated or augmented on the fly.
/// One pass through the data is one enumeration. Combine it with <see cref="BatchSources.Prefetch"/> to create batches while the model
/// computes.
/// </summary>
/// <remarks>
/// A batch belongs to the code that takes it and is disposed there, so create new batches in each pass. Dispose the source after the last
/// epoch if <see cref="BatchesPerEpoch"/> is set: between two epochs it keeps the enumeration open.
/// </remarks>
public sealed class StreamData : IBatchSource, IDisposable
{
    private readonly Func<int, CancellationToken, IEnumerable<Batch>> _pass;
    private readonly int? _batchesPerEpoch;
    private PassReader? _kept;

    /// <summary>Initializes a source that enumerates batches once per pass.</summary>
    public StreamData(IEnumerable<Batch> batches)
        : this(Always(batches))
    {
    }

    /// <summary>Initializes a source from a function that returns the batches of a pass.</summary>
    /// <param name="pass">Returns the batches of a pass through the data, given its index; without <see cref="BatchesPerEpoch"/> a pass is
    /// an epoch.</param>
    public StreamData(Func<int, IEnumerable<Batch>> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = (number, _) => pass(number);
    }

    /// <summary>
    /// Initializes a source from a function that returns the features and labels of a pass. The batches take ownership of the tensors: they
    /// leave their dispose scopes and are disposed with their batch.
    /// </summary>
    /// <param name="pass">
    /// Returns the features [rows, …] and labels [rows, …] of a pass through the data, given its index; without
    /// <see cref="BatchesPerEpoch"/> a pass is an epoch.
    /// </param>
    public StreamData(Func<int, IEnumerable<(Tensor Features, Tensor Labels)>> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = (number, _) => pass(number).Select(pair => new Batch(pair.Features, pair.Labels));
    }

    /// <summary>Initializes a source that enumerates asynchronous batches once per pass. The consuming thread blocks until each is
    /// ready.</summary>
    public StreamData(IAsyncEnumerable<Batch> batches)
        : this(AlwaysAsync(batches))
    {
    }

    /// <summary>
    /// Initializes a source from a function that returns the asynchronous batches of a pass. The consuming thread blocks until each is
    /// ready.
    /// </summary>
    /// <param name="pass">Returns the batches of a pass, given its index and a token that is canceled when no more batches are
    /// needed.</param>
    public StreamData(Func<int, CancellationToken, IAsyncEnumerable<Batch>> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = (number, stop) => Waiting(pass(number, stop), stop);
    }

    /// <summary>
    /// The number of batches in an epoch; null if an epoch is a pass. With a number, each epoch continues where the previous one ended, and
    /// the next pass begins at the end of the stream. Starting elsewhere, such as after a resume, creates and skips the batches before. The
    /// default value is null.
    /// </summary>
    /// <exception cref="BadDataException">The value is less than 1.</exception>
    public int? BatchesPerEpoch
    {
        get => _batchesPerEpoch;
        init =>
            _batchesPerEpoch = value is null or >= 1
                ? value
                : throw new BadDataException($"BatchesPerEpoch must be at least 1, but was {value}.");
    }

    /// <inheritdoc/>
    public int? BatchCount => _batchesPerEpoch;

    /// <inheritdoc/>
    public long? Rows { get; init; }

    /// <inheritdoc/>
    public int? BatchSize { get; init; }

    /// <inheritdoc/>
    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        var reader = ReaderAt(order);
        var step = order.FirstBatch;
        try
        {
            using var cancelled = cancellationToken.Register(reader.Cancel);
            reader.SkipTo(_batchesPerEpoch is { } steps ? order.Epoch * (long)steps + step : step);
            while (_batchesPerEpoch is null || step < _batchesPerEpoch)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Next() is not { } batch) break;
                step++;
                yield return batch;
            }
        }
        finally
        {
            // The consumer may stop after the last batch of the epoch: the next epoch continues behind it.
            if (step == _batchesPerEpoch && !reader.IsCancelled) reader = Interlocked.Exchange(ref _kept, reader);
            reader?.Dispose();
        }
    }

    /// <summary>Disposes the enumeration that is kept for the next epoch, if there is one. Batches that were taken are not
    /// affected.</summary>
    public void Dispose() => Interlocked.Exchange(ref _kept, null)?.Dispose();

    private PassReader ReaderAt(EpochOrder order)
    {
        if (_batchesPerEpoch is not { } steps) return new PassReader(_pass, order.Epoch, endless: false);
        var kept = Interlocked.Exchange(ref _kept, null);
        if (kept?.Position == order.Epoch * (long)steps + order.FirstBatch) return kept;
        kept?.Dispose();
        return new PassReader(_pass, 0, endless: true);
    }

    private static Func<int, IEnumerable<Batch>> Always(IEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return _ => batches;
    }

    private static Func<int, CancellationToken, IAsyncEnumerable<Batch>> AlwaysAsync(IAsyncEnumerable<Batch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return (_, _) => batches;
    }

    private static IEnumerable<Batch> Waiting(IAsyncEnumerable<Batch> batches, CancellationToken stop)
    {
        var enumerator = batches.GetAsyncEnumerator(stop);
        try
        {
            while (enumerator.MoveNextAsync().AsTask().GetAwaiter().GetResult()) yield return enumerator.Current;
        }
        finally
        {
            enumerator.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
