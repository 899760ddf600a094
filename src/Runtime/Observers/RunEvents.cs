namespace Gen.Observers;

/// <summary>
/// Hands the events of one run to its record and its other observers, one event at a time. The record hears of the start first, and of
/// everything else last, so that it can hold what the others had to say.
/// </summary>
internal sealed class RunEvents(IRunObserver? record, IRunObserver[] others)
{
    public static readonly RunEvents None = new(null, []);

    readonly Lock _gate = new();
    readonly ManualResetEventSlim? _recordStarted = record is null ? null : new();

    /// <summary>Returns when the run folder is there; it is made while the run is already going.</summary>
    public void WaitForStart() => _recordStarted?.Wait();

    /// <summary>The first event, which all others wait for.</summary>
    public void PublishStart(Run run)
    {
        lock (_gate)
        {
            var started = new RunEvent { Kind = RunEventKind.Started, Run = run };
            try
            {
                record?.OnEvent(started);
            }
            finally
            {
                // Before the others are told: they may well want to know the folder.
                _recordStarted?.Set();
            }

            foreach (var observer in others)
                observer.OnEvent(started);
        }
    }

    public void Publish(in RunEvent runEvent)
    {
        WaitForStart();
        lock (_gate)
        {
            foreach (var observer in others)
                observer.OnEvent(runEvent);
            record?.OnEvent(runEvent);
        }
    }
}
