namespace Gen;

/// <summary>
/// Something that is told what happens in a run: writes it somewhere, sends a message. Filters and batching are observers around observers.
/// </summary>
/// <remarks>
/// Let exceptions out: whoever delivers the event catches them, reports them as a warning in the run's log, and goes on with the other
/// observers and with later events of this one. A run never fails because of an observer. Events of one run come one at a time, from
/// any thread, the first being <see cref="RunEventKind.Started"/> and the last <see cref="RunEventKind.Finished"/>.
/// </remarks>
public interface IRunObserver
{
    /// <summary>Takes one event.</summary>
    /// <param name="runEvent">What happened. It must not be kept beyond the call; what it refers to may be.</param>
    void OnEvent(in RunEvent runEvent);
}
