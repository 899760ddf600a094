using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>
/// Batches that the user's own code makes, as they come: for data that do not fit in memory, or are made or changed on the way. One pass through the data is
/// one enumeration. Combine it with <see cref="BatchSources.Prefetch"/> so that batches are made while the model computes.
/// </summary>
/// <remarks>A batch is handed on to whoever takes it, who disposes it: make it anew in every pass.</remarks>
public sealed class StreamData : IBatchSource, IDisposable
{
    private readonly Func<int, CancellationToken, IEnumerable<DataBatch>> _pass;
    private readonly int? _steps;
    private PassReader? _kept;

    /// <summary>Batches that are enumerated anew in every pass.</summary>
    public StreamData(IEnumerable<DataBatch> batches)
        : this(Always(batches))
    {
    }

    /// <summary>Batches by pass.</summary>
    /// <param name="pass">Gives the batches of a pass through the data, from 0; without <see cref="Steps"/> a pass is an epoch.</param>
    public StreamData(Func<int, IEnumerable<DataBatch>> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = (number, _) => pass(number);
    }

    /// <summary>Inputs and targets by pass. The tensors are taken over: they leave their dispose scopes and are freed with their batch.</summary>
    /// <param name="pass">Gives the inputs [rows, …] and targets [rows, …] of a pass through the data, from 0; without <see cref="Steps"/> a pass is an epoch.</param>
    public StreamData(Func<int, IEnumerable<(Tensor Input, Tensor Target)>> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = (number, _) => pass(number).Select(pair => new DataBatch(pair.Input, pair.Target));
    }

    /// <summary>Batches that are enumerated anew in every pass, by a thread that waits for each.</summary>
    public StreamData(IAsyncEnumerable<DataBatch> batches)
        : this(AlwaysAsync(batches))
    {
    }

    /// <summary>Batches by pass, from asynchronous code; the thread that takes them waits for each.</summary>
    /// <param name="pass">Gives the batches of a pass, from 0, and is told when nobody wants them any more.</param>
    public StreamData(Func<int, CancellationToken, IAsyncEnumerable<DataBatch>> pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        _pass = (number, stop) => Waiting(pass(number, stop), stop);
    }

    /// <summary>
    /// Batches of an epoch; null: an epoch is a pass. With a number, epochs go on through the stream where the one before ended, and passes follow one
    /// another. Going on elsewhere than there (after a resume, say) makes and skips the batches before.
    /// </summary>
    /// <exception cref="BadDataException">Less than 1.</exception>
    public int? Steps
    {
        get => _steps;
        init => _steps = value is null or >= 1 ? value : throw new BadDataException($"The steps of an epoch are {value}, but must be at least 1.");
    }

    /// <inheritdoc/>
    public int? BatchCount => _steps;

    /// <inheritdoc/>
    public long? Samples { get; init; }

    /// <inheritdoc/>
    public int? BatchSize { get; init; }

    /// <inheritdoc/>
    public IEnumerable<DataBatch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        var reader = ReaderAt(order);
        var step = order.FirstBatch;
        try
        {
            using var cancelled = cancellationToken.Register(reader.Cancel);
            reader.SkipTo(_steps is { } steps ? order.Epoch * (long)steps + step : step);
            while (_steps is null || step < _steps)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (reader.Next() is not { } batch) break;
                step++;
                yield return batch;
            }
        }
        finally
        {
            // Whoever takes the last batch may stop there: the next epoch goes on behind it all the same.
            if (step == _steps && !reader.IsCancelled) reader = Interlocked.Exchange(ref _kept, reader);
            reader?.Dispose();
        }
    }

    /// <summary>Ends the enumeration that waits for the next epoch, if there is one.</summary>
    public void Dispose() => Interlocked.Exchange(ref _kept, null)?.Dispose();

    private PassReader ReaderAt(EpochOrder order)
    {
        if (_steps is not { } steps) return new PassReader(_pass, order.Epoch, endless: false);
        var kept = Interlocked.Exchange(ref _kept, null);
        if (kept?.Position == order.Epoch * (long)steps + order.FirstBatch) return kept;
        kept?.Dispose();
        return new PassReader(_pass, 0, endless: true);
    }

    private static Func<int, IEnumerable<DataBatch>> Always(IEnumerable<DataBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return _ => batches;
    }

    private static Func<int, CancellationToken, IAsyncEnumerable<DataBatch>> AlwaysAsync(IAsyncEnumerable<DataBatch> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        return (_, _) => batches;
    }

    private static IEnumerable<DataBatch> Waiting(IAsyncEnumerable<DataBatch> batches, CancellationToken stop)
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
