using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>
/// Hands the events of one run to its record and its other observers, one event at a time. The record hears of the start first, and of
/// everything else last, so that it can hold what the others had to say.
/// </summary>
internal sealed class RunEvents(IRunObserver? record, IRunObserver[] others)
{
    public static readonly RunEvents None = new(null, []);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim? _recordStarted = record is null ? null : new();

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
                // Before the others are told: they may want to publish something.
                _recordStarted?.Set();
            }

            foreach (var observer in others)
                observer.OnEvent(started);
        }
    }

    public void Publish(in RunEvent runEvent)
    {
        // The record is begun while the run is already going.
        _recordStarted?.Wait();
        lock (_gate)
            Tell(runEvent);
    }

    /// <summary>Tells of the scalars logged since the last time. They are taken here, so that they are told in order whoever flushes.</summary>
    public void PublishFlush(Run run)
    {
        _recordStarted?.Wait();
        lock (_gate)
            Tell(new RunEvent { Kind = RunEventKind.Flush, Run = run, Scalars = run.Scalars.TakePending() });
    }

    /// <summary>Flushes and looks where the record stands, with nothing coming between; null if there is none.</summary>
    public StorePosition? FlushedPosition(Run run)
    {
        _recordStarted?.Wait();
        lock (_gate)
        {
            PublishFlush(run);
            return (record as FileRunStore)?.Position();
        }
    }

    /// <summary>Cuts the record of a run that is being resumed to where it stood, and goes on writing it.</summary>
    public void ContinueFrom(StorePosition position)
    {
        _recordStarted?.Wait();
        lock (_gate)
            (record as FileRunStore)?.ContinueFrom(position);
    }

    private void Tell(in RunEvent runEvent)
    {
        foreach (var observer in others)
            observer.OnEvent(runEvent);
        record?.OnEvent(runEvent);
    }
}

/// <summary>An optional observer: its failures are reported in the run's log and go no further.</summary>
internal sealed class GuardedObserver(IRunObserver inner) : IRunObserver
{
    public void OnEvent(in RunEvent runEvent)
    {
        try
        {
            inner.OnEvent(runEvent);
        }
        catch (Exception e)
        {
            runEvent.Run.Report(LogLevel.Warning,
                $"The observer {inner.GetType().Name} failed at {runEvent.Kind}: {e.GetType().Name}: {e.Message}");
        }
    }
}
