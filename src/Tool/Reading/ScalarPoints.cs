namespace Gen.Tool.Reading;

/// <summary>Receives the points of a scalar, in order.</summary>
internal interface IScalarSink
{
    /// <summary>Whether times are wanted, which take the longest to read.</summary>
    bool TakesTimes { get; }

    void AddStep(double step);

    void AddTime(DateTime time);

    void AddValue(double value);
}

/// <summary>The points of a scalar.</summary>
/// <param name="takesTimes">Whether <see cref="Times"/> are read.</param>
internal sealed class ScalarPoints(bool takesTimes) : IScalarSink
{
    private readonly List<double> _steps = [], _values = [];
    private readonly List<DateTime> _times = [];

    /// <summary>The number of points: of a record that is cut, those that are whole.</summary>
    public int Count => Math.Min(_steps.Count, _values.Count);

    public IReadOnlyList<double> Steps => First(_steps, Count);

    public IReadOnlyList<double> Values => First(_values, Count);

    /// <summary>The times in UTC; fewer than points where the record lacks them.</summary>
    public IReadOnlyList<DateTime> Times => _times;

    bool IScalarSink.TakesTimes => takesTimes;

    /// <summary>Returns the first items of a list; no copy, where it has no more.</summary>
    public static IReadOnlyList<T> First<T>(IReadOnlyList<T> list, int count) => list.Count == count ? list : [.. list.Take(count)];

    public void AddStep(double step) => _steps.Add(step);

    public void AddTime(DateTime time)
    {
        if (takesTimes)
            _times.Add(time);
    }

    public void AddValue(double value) => _values.Add(value);
}
