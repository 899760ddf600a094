namespace Gen.Training.Tests.Support;

/// <summary>Time that stands still until it is moved, or moves by a step each time someone looks. A tick is a millisecond.</summary>
internal sealed class HandTime(long step = 0) : TimeProvider
{
    private long _now = 1_000_000;

    public override long TimestampFrequency => 1000;

    public override long GetTimestamp() => Interlocked.Add(ref _now, step);

    public void Advance(double seconds) => Interlocked.Add(ref _now, (long)(seconds * 1000));
}
