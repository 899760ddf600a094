namespace Gen.Training.Tests.Support;

/// <summary>A clock that the test advances, with ticks of a millisecond.</summary>
/// <param name="autoAdvance">The number of ticks by which each reading advances the clock.</param>
internal sealed class ManualTime(long autoAdvance = 0) : TimeProvider
{
    private long _now = 1_000_000;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Add(ref _now, autoAdvance);

    public void Advance(double seconds) => Interlocked.Add(ref _now, (long)(seconds * 1000));
}
