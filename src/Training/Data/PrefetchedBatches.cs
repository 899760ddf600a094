using System.Runtime.ExceptionServices;

namespace Gen.Training.Data;

/// <summary>A source whose batches are prepared in advance on another thread.</summary>
internal sealed class PrefetchedBatches(IBatchSource source, int count) : IBatchSource
{
    public int? BatchCount => source.BatchCount;

    public long? Rows => source.Rows;

    public int? BatchSize => source.BatchSize;

    public IEnumerable<Batch> Epoch(EpochOrder order, CancellationToken cancellationToken = default)
    {
        using var ahead = new PrefetchQueue(stop => source.Epoch(order, stop), count, cancellationToken);
        while (ahead.Next() is { } batch) yield return batch;
    }
}

/// <summary>A bounded queue that a background thread fills with the batches of one epoch.</summary>
internal sealed class PrefetchQueue : IDisposable
{
    // A program must be able to end even if the source hangs.
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<Batch> _ready = new();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancellation;
    private readonly SemaphoreSlim _free;
    private readonly SemaphoreSlim _available = new(0);
    private readonly Thread _thread;
    private readonly TraceRecorder? _trace = TraceRecorder.Current;
    private ExceptionDispatchInfo? _failure;
    private bool _closed;

    public PrefetchQueue(Func<CancellationToken, IEnumerable<Batch>> source, int count, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _free = new SemaphoreSlim(count);
        _thread = new Thread(() => Produce(source, _stop.Token)) { IsBackground = true, Name = "Gen batches" };
        _thread.Start();
    }

    /// <summary>Waits for the next batch; returns null after the last one.</summary>
    public Batch? Next()
    {
        _available.Wait(_cancellation);
        lock (_gate)
        {
            if (_ready.TryDequeue(out var batch))
            {
                _free.Release();
                return batch;
            }
        }
        // The end of the thread stays visible to further calls.
        _available.Release();
        _failure?.Throw();
        return null;
    }

    /// <summary>Stops the thread and disposes the batches that were not taken.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        var ended = _thread.Join(JoinTimeout);
        lock (_gate)
        {
            _closed = true;
            while (_ready.TryDequeue(out var batch)) batch.Dispose();
        }
        if (!ended) return;
        _stop.Dispose();
        _free.Dispose();
        _available.Dispose();
    }

    private void Produce(Func<CancellationToken, IEnumerable<Batch>> source, CancellationToken stop)
    {
        var lane = _trace?.TakeLane() ?? 0;
        try
        {
            using var batches = source(stop).GetEnumerator();
            while (true)
            {
                // A free slot first: a batch that waits for one would exceed the bound.
                _free.Wait(stop);
                var began = _trace?.Now ?? 0;
                if (!batches.MoveNext()) break;
                _trace?.Add(TraceNames.MakeBatch, TraceNames.Data, began, _trace.Now, number: null, lane);
                Add(batches.Current);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            _failure = ExceptionDispatchInfo.Capture(e);
        }

        _trace?.LeaveLane(lane);
        _available.Release();
    }

    private void Add(Batch batch)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _ready.Enqueue(batch);
                _available.Release();
                return;
            }
        }
        batch.Dispose();
    }
}
