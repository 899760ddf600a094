namespace Gen.Observers;

/// <summary>
/// Hands the events of one run to its record and its other observers, one event at a time. The record hears of the start first, because it
/// gives the run its id, and of everything else last, so that it can hold what the others had to say.
/// </summary>
internal sealed class RunEvents(IRunObserver? record, IRunObserver[] others)
{
    public static readonly RunEvents None = new(null, []);

    readonly Lock _gate = new();

    public bool HasListeners => record is not null || others.Length > 0;

    public void Publish(in RunEvent runEvent)
    {
        lock (_gate)
        {
            if (runEvent.Kind == RunEventKind.Started)
                record?.OnEvent(runEvent);
            foreach (var observer in others)
                observer.OnEvent(runEvent);
            if (runEvent.Kind != RunEventKind.Started)
                record?.OnEvent(runEvent);
        }
    }
}
