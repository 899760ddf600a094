using System.Diagnostics;
using System.Text.Json;
using Gen.Storage;

namespace Gen;

/// <summary>
/// Delivers the events of one run to its store, one event at a time, and to its observers, which receive them on threads of their own. The
/// store receives the end when the observers have, or when their time is over, so that it records what they have added.
/// </summary>
internal sealed class RunEvents(IRunStore? store, ObserverDelivery[] observers)
{
    public static readonly RunEvents None = new(null, []);

    /// <summary>How long the observers may take at the end of a run that a signal ends: the process must exit soon.</summary>
    private static readonly TimeSpan TimeoutOfSignals = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _started = new(store is null);
    private bool _isFinished;

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
                Notify(started);
                _started.Set();
            }
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

    /// <summary>Waits at the end of the run until the observers have received all events, as long as they may take.</summary>
    public void WaitForObservers(Run run)
    {
        if (observers.Length == 0)
            return;
        var timeout = run.Options.ObserverTimeout;
        if (ActiveRuns.IsExiting && timeout > TimeoutOfSignals)
            timeout = TimeoutOfSignals;
        var began = Stopwatch.GetTimestamp();
        foreach (var observer in observers)
        {
            var rest = timeout - Stopwatch.GetElapsedTime(began);
            observer.Wait(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
        }
    }

    /// <summary>Publishes the last event.</summary>
    public void PublishFinish(in RunEvent finished)
    {
        _started.Wait();
        lock (_gate)
        {
            Notify(finished);
            _isFinished = true;
        }

        // Not under the lock: the observers may publish something themselves.
        WaitForObservers(finished.Run);
        foreach (var observer in observers)
            observer.ReportEnd();
        lock (_gate)
            store?.OnEvent(finished);
    }

    /// <summary>Writes which observers have failed; nothing if none has.</summary>
    public void WriteFailures(Utf8JsonWriter writer)
    {
        if (!Array.Exists(observers, o => o.Failures > 0))
            return;
        writer.WriteStartArray("observer_failures");
        foreach (var observer in observers)
        {
            if (observer.Failures == 0)
                continue;
            writer.WriteStartObject();
            writer.WriteString("observer", observer.Name);
            writer.WriteNumber("failures", observer.Failures);
            writer.WriteString("first", observer.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
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
        if (_isFinished)
            return;
        foreach (var observer in observers)
            observer.Add(runEvent);
    }
}
