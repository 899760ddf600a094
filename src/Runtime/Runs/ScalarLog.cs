
namespace Gen;

/// <summary>A logged value of a scalar.</summary>
/// <param name="Name">The name of the scalar, for example <c>loss</c>.</param>
/// <param name="Step">The step of the value.</param>
/// <param name="Value">The value, which may be NaN or infinite.</param>
/// <param name="Timestamp">The time at which it was logged, UTC.</param>
public readonly record struct ScalarPoint(string Name, long Step, double Value, DateTime Timestamp);

/// <summary>The scalars of a run in memory, and those of them that have not been published yet.</summary>
internal sealed class ScalarLog
{
    /// <summary>The number of pending points from which on the caller flushes, so that memory stays bounded between two flushes.</summary>
    private const int MaxPending = 1 << 14;

    private readonly Dictionary<string, ScalarSeries> _series = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private List<ScalarPoint>? _pending;

    /// <summary>Whether points are kept for <see cref="TakePending"/>. False for a run that is not recorded.</summary>
    public bool KeepsPending { get; set; }

    /// <summary>The number of points logged so far, over all scalars.</summary>
    public long Total { get; private set; }

    /// <summary>Whether the run has ended. Later points are ignored.</summary>
    public bool IsClosed { get; private set; }

    public void Close()
    {
        lock (_gate)
            IsClosed = true;
    }

    /// <summary>Adds a point.</summary>
    /// <returns>True if the pending points must be flushed.</returns>
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

    /// <summary>Adds a point that was recorded before, by a run that is being resumed.</summary>
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

    /// <summary>Returns the points logged since the last call, in order.</summary>
    public IReadOnlyList<ScalarPoint> TakePending()
    {
        lock (_gate)
        {
            var taken = _pending;
            _pending = null;
            return taken ?? [];
        }
    }

    /// <summary>Returns the points of all scalars at this moment, ordered by name.</summary>
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

    /// <summary>Returns the names of the scalars, in the order of their first points.</summary>
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

/// <summary>The points of one scalar in columns, 24 bytes a point. Guarded by the lock of its <see cref="ScalarLog"/>.</summary>
internal sealed class ScalarSeries(string name)
{
    private long[] _steps = new long[16];
    private double[] _values = new double[16];
    private DateTime[] _times = new DateTime[16];

    public string Name => name;

    public int Count { get; private set; }

    public long NextStep => Count == 0 ? 0 : _steps[Count - 1] + 1;

    public void Add(long step, double value, DateTime time)
    {
        if (Count == _steps.Length)
        {
            Array.Resize(ref _steps, 2 * Count);
            Array.Resize(ref _values, 2 * Count);
            Array.Resize(ref _times, 2 * Count);
        }

        (_steps[Count], _values[Count], _times[Count]) = (step, value, time);
        Count++;
    }

    /// <summary>Returns the points so far. Nothing is copied: points are only added, and growing leaves the old arrays unchanged.</summary>
    public ScalarColumns Columns() => new(name, _steps.AsMemory(0, Count), _values.AsMemory(0, Count), _times.AsMemory(0, Count));

    public ScalarPoint[] Points()
    {
        var points = new ScalarPoint[Count];
        for (var i = 0; i < points.Length; i++)
            points[i] = new ScalarPoint(name, _steps[i], _values[i], _times[i]);
        return points;
    }
}

/// <summary>The points of a scalar at one moment.</summary>
internal readonly record struct ScalarColumns(
    string Name, ReadOnlyMemory<long> Steps, ReadOnlyMemory<double> Values, ReadOnlyMemory<DateTime> Times);
