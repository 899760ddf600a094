using System.Text.Json;

namespace Gen.Runs;

/// <summary>The points of one scalar in columns, 24 bytes a point. Written under the lock of its <see cref="ScalarLog"/>.</summary>
internal sealed class ScalarSeries(string name)
{
    private long[] _steps = new long[16];
    private double[] _values = new double[16];
    private DateTime[] _times = new DateTime[16];

    public string Name => name;

    /// <summary>The name as it stands between quotes in JSON.</summary>
    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name);

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

    /// <summary>The points so far. Stays true without copying: points are only added, and growing leaves the old arrays alone.</summary>
    public ScalarColumns Columns() => new(EncodedName, _steps.AsMemory(0, Count), _values.AsMemory(0, Count), _times.AsMemory(0, Count));

    public ScalarPoint[] Points()
    {
        var points = new ScalarPoint[Count];
        for (var i = 0; i < points.Length; i++)
            points[i] = new ScalarPoint(name, _steps[i], _values[i], _times[i]);
        return points;
    }
}

/// <summary>A scalar's points at one moment.</summary>
internal readonly record struct ScalarColumns(JsonEncodedText Name, ReadOnlyMemory<long> Steps, ReadOnlyMemory<double> Values, ReadOnlyMemory<DateTime> Times);
