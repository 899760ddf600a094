namespace Gen.Runs;

/// <summary>All scalars of a run in memory, and those of them that nobody has been told of yet.</summary>
internal sealed class ScalarLog
{
    /// <summary>So many points are written out by the caller who logs the next, so that memory stays bounded between two flushes.</summary>
    private const int MaxPending = 1 << 14;

    private readonly Dictionary<string, ScalarSeries> _series = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private List<ScalarPoint>? _pending;

    /// <summary>Whether points are kept for <see cref="TakePending"/>; off where nobody listens.</summary>
    public bool KeepsPending { get; set; }

    /// <summary>Points logged so far, over all scalars.</summary>
    public long Total { get; private set; }

    /// <summary>Whether the run has ended: what comes now is too late for its record, and is not kept.</summary>
    public bool IsClosed { get; private set; }

    public void Close()
    {
        lock (_gate)
            IsClosed = true;
    }

    /// <summary>Adds a point; true if it is time to flush.</summary>
    public bool Add(string name, double value, long? step)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var now = DateTime.UtcNow;
        lock (_gate)
        {
            if (IsClosed)
                return false;
            if (!_series.TryGetValue(name, out var series))
                _series.Add(name, series = new ScalarSeries(name));
            var at = step ?? series.NextStep;
            series.Add(at, value, now);
            Total++;
            if (!KeepsPending)
                return false;
            _pending ??= [];
            _pending.Add(new ScalarPoint(series.Name, at, value, now));
            return _pending.Count >= MaxPending;
        }
    }

    /// <summary>Takes in a point that was recorded before, by a run that is being resumed.</summary>
    public void Restore(in ScalarPoint point)
    {
        lock (_gate)
        {
            if (!_series.TryGetValue(point.Name, out var series))
                _series.Add(point.Name, series = new ScalarSeries(point.Name));
            series.Add(point.Step, point.Value, point.Timestamp);
            Total++;
        }
    }

    /// <summary>The points logged since the last call, in order.</summary>
    public IReadOnlyList<ScalarPoint> TakePending()
    {
        lock (_gate)
        {
            var taken = _pending;
            _pending = null;
            return taken ?? [];
        }
    }

    /// <summary>All series as they are now, by name.</summary>
    public ScalarColumns[] Snapshot()
    {
        lock (_gate)
        {
            var names = new string[_series.Count];
            _series.Keys.CopyTo(names, 0);
            Array.Sort(names, StringComparer.Ordinal);
            var columns = new ScalarColumns[names.Length];
            for (var i = 0; i < names.Length; i++)
                columns[i] = _series[names[i]].Columns();
            return columns;
        }
    }

    public string[] Names()
    {
        lock (_gate)
        {
            var names = new string[_series.Count];
            _series.Keys.CopyTo(names, 0);
            return names;
        }
    }

    public ScalarPoint[] Points(string name)
    {
        lock (_gate)
            return _series.TryGetValue(name, out var series) ? series.Points() : [];
    }
}
