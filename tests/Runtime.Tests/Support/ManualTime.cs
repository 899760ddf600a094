namespace Gen.Runtime.Tests.Support;

/// <summary>A clock that is set by the test, with its timers.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    private Action? _ring;

    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = now;

    public TimeSpan? Due { get; private set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _ring = () => callback(state);
        return new Timer(this);
    }

    public void Ring()
    {
        Due = null;
        _ring!();
    }

    private sealed class Timer(ManualTime time) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => (time.Due = dueTime) is not null;

        public void Dispose() => time.Due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
