namespace Gen.Runs;

/// <summary>
/// The generators that a run has made and the program still holds, in the order in which they were made: their states are part of a checkpoint. A
/// program may make one for every batch, so they are held weakly and those that are gone are forgotten.
/// </summary>
internal sealed class StreamRandoms
{
    private readonly Lock _gate = new();
    private WeakReference[] _made = new WeakReference[4];
    private int _count;

    /// <summary>How many were made so far, those that are gone included.</summary>
    public long Total { get; private set; }

    public StreamRandom Add(StreamRandom random)
    {
        lock (_gate)
        {
            random.Ordinal = Total++;
            if (_count == _made.Length)
                Forget();
            _made[_count++] = new WeakReference(random);
        }

        return random;
    }

    /// <summary>Those that are still there, and how many were made, at one moment.</summary>
    public (List<StreamRandom> Alive, long Total) Snapshot()
    {
        lock (_gate)
        {
            var alive = new List<StreamRandom>();
            for (var i = 0; i < _count; i++)
            {
                if (_made[i].Target is StreamRandom random)
                    alive.Add(random);
            }

            return (alive, Total);
        }
    }

    /// <summary>Goes on as if so many had been made, so that the next ones have the numbers that they had.</summary>
    public void ContinueAt(long total)
    {
        lock (_gate)
            Total = total;
    }

    /// <summary>Half of the room is free afterwards, so that forgetting costs each generator a constant.</summary>
    private void Forget()
    {
        var alive = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_made[i].IsAlive)
                _made[alive++] = _made[i];
        }

        Array.Clear(_made, alive, _count - alive);
        _count = alive;
        if (2 * alive > _made.Length)
            Array.Resize(ref _made, 2 * _made.Length);
    }
}
