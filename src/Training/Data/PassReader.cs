namespace Gen.Training.Data;

/// <summary>Takes batches from a stream, from one pass or from one pass after the other.</summary>
internal sealed class PassReader(Func<int, CancellationToken, IEnumerable<DataBatch>> open, int firstPass, bool endless) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private IEnumerator<DataBatch>? _pass;
    private int _number = firstPass;
    private long _inPass;

    /// <summary>How many batches were taken.</summary>
    public long Position { get; private set; }

    public bool IsCancelled => _stop.IsCancellationRequested;

    public void Cancel() => _stop.Cancel();

    /// <summary>The next batch; null at the end of the pass, or never.</summary>
    /// <exception cref="BadDataException">The pass is empty, or the batch is none that can be used.</exception>
    public DataBatch? Next()
    {
        while (true)
        {
            _pass ??= (open(_number, _stop.Token) ?? throw new BadDataException($"The stream gave null for pass {_number}.")).GetEnumerator();
            if (_pass.MoveNext())
            {
                Position++;
                return Usable(_pass.Current, _inPass++);
            }
            if (_inPass == 0) throw new BadDataException($"The stream gave no batch in pass {_number}.");
            if (!endless) return null;
            _pass.Dispose();
            (_pass, _inPass) = (null, 0);
            _number++;
        }
    }

    /// <summary>Makes and drops the batches before a position.</summary>
    /// <exception cref="BadDataException">There are not so many.</exception>
    public void SkipTo(long position)
    {
        while (Position < position)
        {
            _stop.Token.ThrowIfCancellationRequested();
            using var skipped = Next() ?? throw new BadDataException($"Pass {_number} of the stream cannot go on at batch {position}: it has {Position} batches.");
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _pass?.Dispose();
        _stop.Dispose();
    }

    private DataBatch Usable(DataBatch? batch, long position)
    {
        if (batch is null) throw new BadDataException($"Batch {position} of pass {_number} of the stream is null.");
        return batch.Input.IsInvalid
            ? throw new BadDataException($"Batch {position} of pass {_number} of the stream was disposed before: make batches anew in every pass, or hold the rows in TensorData.")
            : batch;
    }
}
