namespace Gen.Runtime.Tests.Support;

/// <summary>A monotonic clock that is advanced by the test, whose time of the day is another one each time that it is asked.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly List<Timer> _timers = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddDays(Random.Shared.Next(40_000));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state), period, _now + dueTime.Ticks);
        _timers.Add(timer);
        return timer;
    }

    /// <summary>Advances the clock, and calls the timers that are due.</summary>
    public void Advance(double seconds)
    {
        var end = _now + TimeSpan.FromSeconds(seconds).Ticks;
        while (_timers.Where(t => t.Due <= end).MinBy(t => t.Due) is { } next)
        {
            _now = next.Due;
            next.Ring();
        }

        _now = end;
    }

    private sealed class Timer(ManualClock clock, Action callback, TimeSpan period, long due) : ITimer
    {
        public long Due { get; private set; } = due;

        public void Ring()
        {
            Due += period.Ticks;
            callback();
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => clock._timers.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
