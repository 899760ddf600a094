using Gen.IO;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>
/// The thread that looks after the record of one run. At the start it prepares the console and writes the folder while the program already
/// goes on, which is most of what starting costs; then it hands on new scalars and output every second and gives the heartbeat. A
/// thread of its own, so that a program that keeps the thread pool busy still has a pulse.
/// </summary>
internal sealed class RunRecorder
{
    private static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    private readonly Run _run;
    private readonly Action _prepare, _begin;
    private readonly Thread _thread;
    private readonly ManualResetEventSlim _prepared = new(), _mayBegin = new(), _begun = new(), _stop = new();
    private bool _abandoned;

    /// <param name="run">The run.</param>
    /// <param name="prepare">What the run must not start without; called on the thread at once.</param>
    /// <param name="begin">What comes before the first pulse; called on the thread, once the run has its id.</param>
    public RunRecorder(Run run, Action prepare, Action begin)
    {
        (_run, _prepare, _begin) = (run, prepare, begin);
        _thread = new Thread(Work) { IsBackground = true, Name = "Gen run record" };
        _thread.UnsafeStart();
    }

    /// <summary>Lets the thread begin: the run has its id. Returns when the console is ready for the run's output and all else is prepared.</summary>
    public void Begin()
    {
        _mayBegin.Set();
        _prepared.Wait();
    }

    /// <summary>Returns when the folder is there and the observers know of the start; a short run may end before that.</summary>
    public void WaitForBegin()
    {
        if (Thread.CurrentThread != _thread)
            _begun.Wait();
    }

    /// <summary>Ends the thread of a run that got no id.</summary>
    public void Abandon()
    {
        _abandoned = true;
        _mayBegin.Set();
        _thread.Join();
    }

    /// <summary>Ends the thread; what it is doing at the moment is finished first.</summary>
    public void Stop()
    {
        _stop.Set();
        // An observer may have called Environment.Exit on this very thread.
        if (Thread.CurrentThread != _thread)
            _thread.Join();
    }

    private void Work()
    {
        Guarded(_prepare);
        var captures = _run.Options.Capture != CaptureMode.No;
        if (captures)
            ConsoleCapture.Begin();
        // The log's first line is on the program's way to its own first line.
        ConsoleCapture.WriteError("", new AppendFile(""));
        _prepared.Set();
        _mayBegin.Wait();
        if (!_abandoned)
        {
            Guarded(_begin);
            _begun.Set();
            Pulse();
        }

        if (captures)
            ConsoleCapture.End();
    }

    private void Pulse()
    {
        var beat = _run.Options.HeartbeatInterval;
        var period = beat < FlushInterval ? beat : FlushInterval;
        var ticksPerBeat = (long)Math.Round(beat / period);
        for (var tick = 1L; !_stop.Wait(period); tick++)
        {
            Guarded(_run.FlushScalars);
            if (tick % ticksPerBeat == 0)
                Guarded(_run.Beat);
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
            // Left alone it would end the process.
            _run.Report(LogLevel.Error, $"The record of the run failed: {e.GetType().Name}: {e.Message}");
        }
    }
}
