namespace Gen.Storage;

/// <summary>How claims of work are kept alive and judged.</summary>
/// <param name="Heartbeat">The time between two heartbeats of an owner.</param>
/// <param name="Timeout">How long a claim must be unchanged until it is over, where its process cannot be asked.</param>
/// <param name="Clock">The clock of this process, of which only the monotonic time is used: those of hosts are never compared.</param>
internal sealed record ClaimTiming(TimeSpan Heartbeat, TimeSpan Timeout, TimeProvider Clock)
{
    /// <summary>The timing of sweeps and of the queue.</summary>
    public static ClaimTiming Default { get; set; } = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(90), TimeProvider.System);
}
