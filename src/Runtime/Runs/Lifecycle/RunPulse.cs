using Gen.Observers;
using Microsoft.Extensions.Logging;

namespace Gen.Runs;

/// <summary>The clock of a run: new scalars and output are handed on every second, a heartbeat is given every <see cref="RunOptions.HeartbeatInterval"/>.</summary>
internal sealed class RunPulse
{
    static readonly TimeSpan FlushInterval = TimeSpan.FromSeconds(1);

    readonly Run _run;
    readonly Timer _timer;
    readonly long _ticksPerBeat;
    long _ticks;
    int _busy;

    public RunPulse(Run run)
    {
        _run = run;
        var beat = run.Options.HeartbeatInterval;
        var period = beat < FlushInterval ? beat : FlushInterval;
        _ticksPerBeat = (long)Math.Round(beat / period);
        _timer = new Timer(static state => ((RunPulse)state!).Tick(), this, period, period);
    }

    public void Stop() => _timer.Dispose();

    /// <summary>One tick. A tick that meets the one before still at work (a slow disk) does nothing.</summary>
    internal void Tick()
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
            return;
        try
        {
            _run.FlushScalars();
            if (++_ticks % _ticksPerBeat == 0)
                _run.Events.Publish(new RunEvent { Kind = RunEventKind.Heartbeat, Run = _run });
        }
        catch (Exception e)
        {
            // On a timer's thread this would end the process.
            _run.Report(LogLevel.Error, $"A heartbeat could not be recorded: {e.Message}");
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }
}
