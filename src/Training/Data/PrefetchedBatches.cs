using System.Runtime.ExceptionServices;

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

/// <summary>A thread that makes the batches of one epoch into a bounded queue, until they end or nobody wants them any more.</summary>
internal sealed class BatchesAhead : IDisposable
{
    // For a source that is stuck: waiting for it forever would keep the program from ending.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly Queue<DataBatch> _ready = new();
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _cancellation;
    private readonly SemaphoreSlim _room;
    private readonly SemaphoreSlim _news = new(0);
    private readonly Thread _thread;
    private readonly TraceRecorder? _trace = TraceRecorder.Current;
    private ExceptionDispatchInfo? _failure;
    private bool _closed;

    public BatchesAhead(Func<CancellationToken, IEnumerable<DataBatch>> source, int count, CancellationToken cancellation)
    {
        _cancellation = cancellation;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _room = new SemaphoreSlim(count);
        _thread = new Thread(() => Make(source, _stop.Token)) { IsBackground = true, Name = "Gen batches" };
        _thread.Start();
    }

    /// <summary>The next batch, waited for; null after the last one.</summary>
    public DataBatch? Next()
    {
        _news.Wait(_cancellation);
        lock (_gate)
        {
            if (_ready.TryDequeue(out var batch))
            {
                _room.Release();
                return batch;
            }
        }
        // What ended the thread stays news to whoever asks again.
        _news.Release();
        _failure?.Throw();
        return null;
    }

    /// <summary>Stops the thread and frees the batches that nobody took.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        var ended = _thread.Join(Patience);
        lock (_gate)
        {
            _closed = true;
            while (_ready.TryDequeue(out var batch)) batch.Dispose();
        }
        if (!ended) return;
        _stop.Dispose();
        _room.Dispose();
        _news.Dispose();
    }

    private void Make(Func<CancellationToken, IEnumerable<DataBatch>> source, CancellationToken stop)
    {
        var lane = _trace?.TakeLane() ?? 0;
        try
        {
            using var batches = source(stop).GetEnumerator();
            while (true)
            {
                // Room first: a batch that waits for it would be one more than promised in memory.
                _room.Wait(stop);
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
        _news.Release();
    }

    private void Add(DataBatch batch)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _ready.Enqueue(batch);
                _news.Release();
                return;
            }
        }
        batch.Dispose();
    }
}
