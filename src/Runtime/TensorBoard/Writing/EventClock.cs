namespace Gen.TensorBoard;

/// <summary>The time of records: seconds since 1970 with microseconds, never less than that of the record before, also when the clock is set back.</summary>
internal sealed class EventClock(TimeProvider time)
{
    private long _last = long.MinValue;

    public double Now()
    {
        _last = Math.Max(_last, time.GetUtcNow().UtcTicks);
        return Seconds(_last);
    }

    public static double Seconds(DateTimeOffset time) => Seconds(time.UtcTicks);

    private static double Seconds(long ticks) => (ticks - DateTime.UnixEpoch.Ticks) / (double)TimeSpan.TicksPerSecond;
}
