using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>One run from its start to its end: brings the parts together and decides what its status is.</summary>
internal sealed class RunLifecycle(Run run)
{
    /// <summary>How long the end of a run waits for tools that are still being asked about the machine.</summary>
    private static readonly TimeSpan FactsLimit = TimeSpan.FromSeconds(5);

    private readonly RunEnvironment _facts = new();
    private readonly Lock _finishing = new();
    private RunRecorder? _recorder;
    private bool _finished;

    public Run Run => run;

    /// <summary>Everything up to the call of the body.</summary>
    public void Start()
    {
        var options = run.Options;
        if (run.Status is not null)
            throw new InvalidOperationException($"A run can be started only once: this one of '{run.ExperimentName}' started at {run.StartTime:u}.");
        if (options.EnforceClean)
            GitInfo.EnforceClean(run.Start);
        run.StartTime = DateTimeOffset.UtcNow;
        if (options.Unobserved)
        {
            ActiveRuns.Add(this);
            ActiveRuns.WatchSignals(this);
        }
        else
        {
            Record(options);
        }

        run.Status = RunStatus.Running;
        // Concatenated, because an interpolated string loads more than the rest of this method.
        run.Report(LogLevel.Information, string.Concat("Running command '", run.Command, "'"));
        run.Report(LogLevel.Information, run.Id is { } id ? string.Concat(run.Resumption is not null ? "Resuming run with ID \"" : "Started run with ID \"", id, "\"") : "Started");
    }

    /// <summary>Records the end that the body came to. Does not return if a signal has ended the run: the process is exiting.</summary>
    public void BodyEnded(Exception? exception)
    {
        // A body that has looked at its token may have ended early by itself; one that never did has done all that it does.
        var stopped = exception is OperationCanceledException
            ? run.CancellationRequested
            : exception is null && (run.Signal is not null || (run.CancellationRequested && run.AskedForToken));
        var status = stopped ? RunStatus.Interrupted : exception is null ? RunStatus.Completed : RunStatus.Failed;
        if (!Finish(status, exception))
            ActiveRuns.BlockIfExiting();
    }

    /// <summary>Ends the run; false if it had ended already. Failures of the record are reported, not thrown.</summary>
    public bool Finish(RunStatus status, Exception? exception)
    {
        lock (_finishing)
        {
            if (_finished)
                return false;
            _finished = true;
            _recorder?.WaitForBegin();
            // A body that a signal stops at once goes on for a moment: all files are to end with the same point.
            run.Scalars.Close();
            ReportEnd(status);
            // The thread puts the console back, so this comes after the last line of the log.
            _recorder?.Stop();
            _facts.Wait(FactsLimit);
            try
            {
                run.FlushScalars();
                run.Events.Publish(new RunEvent { Kind = RunEventKind.Finished, Run = run, Exception = exception });
            }
            catch (Exception e)
            {
                run.Report(LogLevel.Error, $"The end of the run could not be recorded: {e.Message}");
            }

            run.Output?.Close();
            run.Release();
            ActiveRuns.Remove(this);
            return true;
        }
    }

    private void Record(RunOptions options)
    {
        var recorder = new RunRecorder(run, () => ActiveRuns.WatchSignals(this), BeginRecord);
        try
        {
            if (run.Resumption is { } resumption)
                resumption.Claim(run);
            else
                FileRunStore.Claim(run);
        }
        catch
        {
            run.Release();
            recorder.Abandon();
            ActiveRuns.Remove(this);
            throw;
        }

        run.Events = new RunEvents(new FileRunStore(run, _facts), Guarded(options.Observers));
        run.Scalars.KeepsPending = true;
        _recorder = recorder;
        ActiveRuns.Add(this);
        recorder.Begin();
    }

    /// <summary>On the recorder's thread.</summary>
    private void BeginRecord()
    {
        run.Events.PublishStart(run);
        _facts.Gather(run.Start);
    }

    private static IRunObserver[] Guarded(IList<IRunObserver> observers)
    {
        if (observers.Count == 0)
            return [];
        var guarded = new IRunObserver[observers.Count];
        for (var i = 0; i < guarded.Length; i++)
            guarded[i] = new GuardedObserver(observers[i]);
        return guarded;
    }

    private void ReportEnd(RunStatus status)
    {
        var stop = DateTimeOffset.UtcNow;
        (run.Status, run.StopTime) = (status, stop);
        var elapsed = Timestamp.Elapsed(stop - run.StartTime);
        if (run.ResultValue is { } result)
            run.Report(LogLevel.Information, $"Result: {JsonValue.Text(result)}");
        switch (status)
        {
            case RunStatus.Completed: run.Report(LogLevel.Information, $"Completed after {elapsed}"); break;
            case RunStatus.Interrupted: run.Report(LogLevel.Warning, $"Aborted after {elapsed}!"); break;
            default: run.Report(LogLevel.Error, $"Failed after {elapsed}!"); break;
        }
    }
}

/// <summary>Where a run stands. Recorded in upper case (<c>RUNNING</c>) in <c>run.json</c>.</summary>
public enum RunStatus
{
    /// <summary>Started and not ended. With a heartbeat several intervals old, its process died without being able to say so.</summary>
    Running,

    /// <summary>The command returned.</summary>
    Completed,

    /// <summary>The command threw; <c>fail_trace</c> in <c>run.json</c> has the stack trace.</summary>
    Failed,

    /// <summary>Stopped from outside: Ctrl+C, SIGTERM, or the run's cancellation token.</summary>
    Interrupted,
}

internal static class RunStatusNames
{
    /// <summary>The recorded spelling; a switch, because <see cref="Enum.ToString()"/> reads metadata.</summary>
    public static string Recorded(this RunStatus status) => status switch
    {
        RunStatus.Running => "RUNNING",
        RunStatus.Completed => "COMPLETED",
        RunStatus.Failed => "FAILED",
        _ => "INTERRUPTED",
    };
}
