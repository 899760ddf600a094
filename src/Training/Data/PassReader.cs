namespace Gen.Training.Data;

/// <summary>Reads the batches of a stream, from one pass or from consecutive passes.</summary>
internal sealed class PassReader(Func<int, CancellationToken, IEnumerable<Batch>> open, int firstPass, bool endless) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private IEnumerator<Batch>? _pass;
    private int _number = firstPass;
    private long _inPass;

    /// <summary>The number of batches that were read.</summary>
    public long Position { get; private set; }

    public bool IsCancelled => _stop.IsCancellationRequested;

    public void Cancel() => _stop.Cancel();

    /// <summary>Reads the next batch; returns null at the end of the pass unless the reader is endless.</summary>
    /// <exception cref="BadDataException">The pass is empty, or the batch is null or disposed.</exception>
    public Batch? Next()
    {
        while (true)
        {
            _pass ??= (
                open(_number, _stop.Token) ?? throw new BadDataException($"The stream returned null for pass {_number}.")
            ).GetEnumerator();
            if (_pass.MoveNext())
            {
                Position++;
                return Validate(_pass.Current, _inPass++);
            }
            if (_inPass == 0) throw new BadDataException($"The stream returned no batch in pass {_number}.");
            if (!endless) return null;
            _pass.Dispose();
            (_pass, _inPass) = (null, 0);
            _number++;
        }
    }

    /// <summary>Reads and disposes the batches before a position.</summary>
    /// <exception cref="BadDataException">The pass has fewer batches.</exception>
    public void SkipTo(long position)
    {
        while (Position < position)
        {
            _stop.Token.ThrowIfCancellationRequested();
            using var skipped =
                Next()
                ?? throw new BadDataException(
                    $"Pass {_number} of the stream cannot continue at batch {position}: it has {Position} batches."
                );
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _pass?.Dispose();
        _stop.Dispose();
    }

    private Batch Validate(Batch? batch, long position)
    {
        if (batch is null) throw new BadDataException($"Batch {position} of pass {_number} of the stream is null.");
        return batch.Features.IsInvalid
            ? throw new BadDataException(
                $"Batch {position} of pass {_number} of the stream is disposed: create new batches in each pass, or keep the rows in a "
                + $"TensorData."
            )
            : batch;
    }
}
