using Gen.IO;

namespace Gen.Storage;

/// <summary>An attempt at work that this process owns.</summary>
internal sealed class WorkClaim : IDisposable
{
    private readonly WorkClaims _claims;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _lost = new();
    private ITimer? _timer;
    private long _beats;
    private string? _checkpoint;
    private bool _isOver;

    internal WorkClaim(WorkClaims claims, string name, int attempt, ClaimRecord? earlier)
    {
        (_claims, Name, Attempt, Run, Fold) = (claims, name, attempt, earlier?.Run, earlier?.Fold ?? 0);
        Path = claims.PathOf(name, attempt);
    }

    /// <summary>The name of the work's files.</summary>
    public string Name { get; }

    /// <summary>The number of the attempt, from 1.</summary>
    public int Attempt { get; }

    public string Path { get; }

    public string Token { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The number of the run of this attempt, or before that of an earlier one; null if there was none.</summary>
    public string? Run { get; private set; }

    /// <summary>The fold of the run.</summary>
    public int Fold { get; private set; }

    /// <summary>Whether the process of an earlier attempt may still write into <see cref="Run"/>, because it cannot be asked.</summary>
    public bool HasDoubtfulRun { get; internal init; }

    /// <summary>The newest checkpoints with which the earlier attempts began that lost their process.</summary>
    public IReadOnlyList<string?> LostCheckpoints { get; internal init; } = [];

    /// <summary>Whether this process has created the file.</summary>
    internal bool HasFile { get; private set; }

    /// <summary>Canceled when another process has taken the work over.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Returns whether another process has taken the work over, so that an outcome of this one does not count. From then on
    /// <see cref="Lost"/> is canceled.</summary>
    public bool CheckLost()
    {
        if (!_lost.IsCancellationRequested && _claims.Exists(Name, Attempt + 1))
            _lost.Cancel();
        return _lost.IsCancellationRequested;
    }

    /// <summary>Writes what the next attempt has to know.</summary>
    public void Update(string? run, int fold, string? checkpoint)
    {
        (Run, Fold, _checkpoint) = (run, fold, checkpoint);
        Write(isReleased: false);
    }

    /// <summary>Ends the attempt without an outcome, so that another process can make the next one at once.</summary>
    public void Release()
    {
        Write(isReleased: true);
        WorkClaims.Remove(this, isReleased: true);
    }

    /// <summary>Ends the attempt, which has an outcome.</summary>
    public void Complete()
    {
        lock (_gate)
            _isOver = true;
        Forget();
    }

    /// <summary>Releases the work unless the attempt is complete.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        if (!_isOver)
            Release();
    }

    internal void Forget()
    {
        _timer?.Dispose();
        WorkClaims.Remove(this, isReleased: false);
    }

    /// <summary>Creates the file, and begins the heartbeats.</summary>
    /// <returns>False if another process has created it.</returns>
    /// <exception cref="IOException">The file cannot be created, or has no content yet (<see cref="HasFile"/>).</exception>
    internal bool TryCreate()
    {
        if (HasFile)
            Overwrite(isReleased: false);
        else if (!TryCreateFile())
            return false;

        // Not before: it would write into the file of another process.
        _timer ??= _claims.Timing.Clock.CreateTimer(_ => Beat(), null, _claims.Timing.Heartbeat, _claims.Timing.Heartbeat);
        return true;
    }

    private bool TryCreateFile()
    {
        FileStream stream;
        try
        {
            stream = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        }
        catch (IOException) when (File.Exists(Path))
        {
            // A file system of the network may have created it and lost the answer.
            return ClaimRecord.TryRead(Path)?.Token == Token;
        }

        using (stream)
        {
            HasFile = true;
            stream.Write(Content(isReleased: false));
        }

        return true;
    }

    private byte[] Content(bool isReleased) =>
        new ClaimRecord(Token, ProcessIdentity.Current, Run, Fold, _checkpoint, isReleased).ToBytes(_beats);

    // In place, and in one call: it never exists under another name, or not at all, and it needs no room on a full disk.
    private void Overwrite(bool isReleased)
    {
        var content = Content(isReleased);
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(content);
        stream.SetLength(content.Length);
    }

    private void Beat()
    {
        if (CheckLost())
            return;
        Interlocked.Increment(ref _beats);
        Write(isReleased: false);
    }

    private void Write(bool isReleased)
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _isOver = isReleased;
            try
            {
                Overwrite(isReleased);
            }
            catch (Exception e) when (FileFailure.Is(e))
            {
                // The next heartbeat tries again.
            }
        }
    }
}
