using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>
/// Delivers the events of one run to its store and its observers, one event at a time. The store receives the start first and all other
/// events last, so that it records what the observers have added.
/// </summary>
internal sealed class RunEvents(IRunStore? store, IRunObserver[] observers)
{
    public static readonly RunEvents None = new(null, []);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _started = new(store is null);

    /// <summary>Publishes the first event, for which all others wait: it is published while the body of the run is called.</summary>
    public void PublishStart(Run run)
    {
        lock (_gate)
        {
            var started = new RunEvent { Kind = RunEventKind.Started, Run = run };
            try
            {
                store?.OnEvent(started);
            }
            finally
            {
                // Before the observers receive it: they may publish something themselves.
                _started.Set();
            }

            Notify(started);
        }
    }

    /// <summary>Publishes an event.</summary>
    public void Publish(in RunEvent runEvent)
    {
        _started.Wait();
        lock (_gate)
        {
            Notify(runEvent);
            store?.OnEvent(runEvent);
        }
    }

    /// <summary>
    /// Publishes the scalars logged since the last call. They are taken under the lock, so that their order is kept whoever calls.
    /// </summary>
    public void PublishFlush(Run run)
    {
        _started.Wait();
        lock (_gate)
            Publish(new RunEvent { Kind = RunEventKind.Flush, Run = run, Scalars = run.Scalars.TakePending() });
    }

    /// <summary>Flushes the record and returns its position, with no event between; null if the run has no store.</summary>
    public StorePosition? FlushAndGetPosition(Run run)
    {
        _started.Wait();
        lock (_gate)
        {
            PublishFlush(run);
            return store?.GetPosition();
        }
    }

    /// <summary>Truncates the record of a resumed run to a position and continues it from there.</summary>
    public void ContinueFrom(StorePosition position)
    {
        _started.Wait();
        lock (_gate)
            store?.ContinueFrom(position);
    }

    private void Notify(in RunEvent runEvent)
    {
        foreach (var observer in observers)
            observer.OnEvent(runEvent);
    }
}

/// <summary>
/// Wraps an observer of the user's: its failures do not end the run. The first is reported in the run's log, and at the end their number.
/// </summary>
internal sealed class GuardedObserver(IRunObserver inner) : IRunObserver
{
    private int _failures;
    private string _last = "";

    public void OnEvent(in RunEvent runEvent)
    {
        try
        {
            inner.OnEvent(runEvent);
        }
        catch (Exception e)
        {
            _last = $"at {runEvent.Kind}: {e.GetType().Name}: {e.Message}";
            if (++_failures == 1)
                runEvent.Run.Report(LogLevel.Warning, $"The observer {inner.GetType().Name} failed {_last}");
        }

        if (_failures > 1 && runEvent.Kind == RunEventKind.Finished)
            runEvent.Run.Report(LogLevel.Warning, $"The observer {inner.GetType().Name} failed {_failures} times, the last time {_last}");
    }
}
