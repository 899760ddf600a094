using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>
/// Flushes a run's scalars and output every second and publishes its heartbeat, on a thread of its own, so that a program that keeps the
/// thread pool busy still has a heartbeat.
/// </summary>
internal sealed class RunRecorder
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly Run _run;
    private readonly Action _begin;
    private readonly Thread? _thread;
    private string? _failure;
    private readonly ManualResetEventSlim _begun = new(), _stop = new();

    /// <summary>Starts recording.</summary>
    /// <param name="run">The run.</param>
    /// <param name="begin">
    /// Writes the beginning of the record, on the thread of the recorder: 10 of the 20 ms in which an empty program starts
    /// (benchmarks: process-start).
    /// </param>
    public RunRecorder(Run run, Action begin)
    {
        (_run, _begin) = (run, begin);
        _thread = new Thread(Record) { IsBackground = true, Name = "Gen run recorder" };
        if (Threads.TryStart(_thread))
            return;

        // The record is then written at its begin and its end alone.
        _thread = null;
        Guarded(_begin);
        _begun.Set();
    }

    /// <summary>Waits for the beginning of the record. A short run may end before.</summary>
    public void WaitForBegin()
    {
        // An observer may have called Environment.Exit on this very thread.
        if (Thread.CurrentThread != _thread)
            _begun.Wait();
    }

    /// <summary>Stops recording. Work in progress is completed first.</summary>
    public void Stop()
    {
        _stop.Set();
        if (Thread.CurrentThread != _thread)
            _thread?.Join();
    }

    private void Record()
    {
        Guarded(_begin);
        _begun.Set();
        var heartbeat = _run.Options.HeartbeatInterval;
        var period = heartbeat < FlushInterval ? heartbeat : FlushInterval;
        var ticksPerHeartbeat = (long)Math.Round(heartbeat / period);
        for (var tick = 1L; !_stop.Wait(period); tick++)
        {
            Guarded(_run.FlushScalars);
            if (tick % ticksPerHeartbeat == 0)
                Guarded(_run.PublishHeartbeat);
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            // Unhandled, it would end the process. The same failure each second is one line.
            var failure = $"{e.GetType().Name}: {e.Message}";
            if (failure != _failure)
                _run.Report(LogLevel.Error, $"The record of the run failed: {failure}");
            _failure = failure;
        }
    }
}
