using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>
/// Delivers the events of a run to one observer, in order, on a thread of its own: one that is slow or hangs stops neither the run nor the
/// others. The first failure is reported in the run's log and in its record, and at the end how many there were.
/// </summary>
internal sealed class ObserverDelivery(IRunObserver observer, Run run)
{
    /// <summary>The number of points, 48 bytes each, that wait for an observer which is too slow.</summary>
    private const int MaxPoints = 1_000_000;

    private readonly Lock _gate = new();
    private readonly List<RunEvent> _waiting = [];
    private readonly SemaphoreSlim _added = new(0);
    private readonly ManualResetEventSlim _idle = new(true);
    private List<ScalarPoint>? _merged;
    private Thread? _thread;
    private RunEventKind _current;
    private long _began, _lost;
    private bool _isBusy, _hangs, _isLate;
    private int _failures;
    private string _last = "";

    public string Name => observer.GetType().Name;

    /// <summary>The number of calls that failed or hung.</summary>
    public int Failures => _failures;

    /// <summary>What happened first; null if nothing has.</summary>
    public string? Reason { get; private set; }

    private TimeSpan Limit => run.Options.ObserverTimeout;

    /// <summary>Adds an event, and looks whether the observer hangs in an earlier one.</summary>
    public void Add(in RunEvent runEvent)
    {
        if (_thread is null)
        {
            var thread = new Thread(Deliver) { IsBackground = true, Name = $"Gen observer {Name}" };
            if (!Threads.TryStart(thread))
            {
                Fail(runEvent.Kind, "there is no memory for its thread");
                return;
            }

            _thread = thread;
        }

        lock (_gate)
        {
            _idle.Reset();
            if (!TryMerge(runEvent))
            {
                _waiting.Add(runEvent);
                _added.Release();
            }

            if (!_isBusy || _hangs || Stopwatch.GetElapsedTime(_began) < Limit)
                return;
            _hangs = true;
        }

        Fail(_current, $"it has not returned for {Limit.TotalSeconds:0.#} s, and the run goes on without it");
    }

    /// <summary>Waits until the observer has received all events, unless it has kept an earlier call waiting in vain.</summary>
    public void Wait(TimeSpan timeout)
    {
        if (Thread.CurrentThread != _thread && !_isLate)
            _isLate = !_idle.Wait(timeout);
    }

    /// <summary>Reports at the end of the run what the observer has not received, and how often it failed.</summary>
    public void ReportEnd()
    {
        int waiting;
        bool isBusy;
        lock (_gate)
            (waiting, isBusy) = (_waiting.Count, _isBusy && Thread.CurrentThread != _thread);
        if (isBusy && !_hangs)
            Fail(_current, $"it has not returned at the end of the run within {Limit.TotalSeconds:0.#} s");
        if (waiting > 0 || _lost > 0)
            run.Report(LogLevel.Warning, $"The observer {Name} was too slow: it has not received the last {waiting} events"
                + (_lost > 0 ? $" and {_lost} scalars." : "."));
        if (_failures > 1)
            run.Report(LogLevel.Warning, $"The observer {Name} failed {_failures} times, the last time {_last}");
    }

    // Of an observer that is behind, the flushes become one, and so do the heartbeats: what waits for it has a bound.
    private bool TryMerge(in RunEvent runEvent)
    {
        var kind = runEvent.Kind;
        if (kind is not (RunEventKind.Flush or RunEventKind.Heartbeat))
            return false;
        var index = _waiting.FindIndex(e => e.Kind == kind);
        if (index < 0)
            return false;
        if (kind == RunEventKind.Heartbeat)
            return true;
        if (_merged is null)
            _waiting[index] = _waiting[index] with { Scalars = _merged = [.. _waiting[index].Scalars] };
        if (_merged.Count + runEvent.Scalars.Count > MaxPoints)
            _lost += runEvent.Scalars.Count;
        else
            _merged.AddRange(runEvent.Scalars);
        return true;
    }

    private void Deliver()
    {
        RunEventKind kind;
        do
        {
            _added.Wait();
            RunEvent next;
            lock (_gate)
            {
                next = _waiting[0];
                _waiting.RemoveAt(0);
                if (next.Kind == RunEventKind.Flush)
                    _merged = null;
                (kind, _current, _began, _isBusy, _hangs) = (next.Kind, next.Kind, Stopwatch.GetTimestamp(), true, false);
            }

            try
            {
                observer.OnEvent(next);
            }
            catch (Exception e)
            {
                Fail(kind, $"{e.GetType().Name}: {e.Message}");
            }

            lock (_gate)
            {
                _isBusy = false;
                if (_waiting.Count == 0)
                    _idle.Set();
            }
        }
        while (kind != RunEventKind.Finished);
    }

    private void Fail(RunEventKind kind, string reason)
    {
        _last = $"at {kind}: {reason}";
        if (Interlocked.Increment(ref _failures) > 1)
            return;
        Reason = _last;
        run.Report(LogLevel.Warning, $"The observer {Name} failed {_last}");
    }
}
