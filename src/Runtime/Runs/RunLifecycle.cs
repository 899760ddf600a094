using System.Diagnostics;
using Gen.CommandLine;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>The life of one run from its start to its end, which also decides its status.</summary>
internal sealed class RunLifecycle(Run run)
{
    /// <summary>How long the end of a run waits for tools that are still being asked about the machine.</summary>
    private static readonly TimeSpan EnvironmentTimeout = TimeSpan.FromSeconds(5);

    private readonly RunEnvironment _environment = new();
    private readonly Lock _finishing = new();
    private RunRecorder? _recorder;
    private long _started;
    private bool _finished;

    public Run Run => run;

    /// <summary>Starts the run: all that comes before its body.</summary>
    public void Start()
    {
        if (run.Status is not null)
            throw new InvalidOperationException(
                $"This run of '{run.ExperimentName}' was started at {run.StartTime:u}, and can be started only once.");
        if (run.Options.EnforceClean)
            GitInfo.EnforceClean(run.Start);
        var queue = Environment.GetEnvironmentVariable(IQueueObserver.TokenVariable) is { Length: > 0 } claim ? BeginQueued(claim) : null;
        run.StartTime = DateTimeOffset.UtcNow;
        _started = Stopwatch.GetTimestamp();
        if (!run.Options.Unobserved)
            StartRecording();
        queue?.SetFolder(run);
        ConsoleCapture.Begin();
        run.Status = RunStatus.Running;
        ActiveRuns.Add(this);
        run.Report(LogLevel.Information, $"Running command '{run.Command}'");
        var started = run.Resuming ? "Resuming" : "Started";
        run.Report(LogLevel.Information, run.Id is { } id ? $"{started} run with ID \"{id}\"" : started);
    }

    /// <summary>Ends the run as its body ended. Does not return if a signal has ended the run, since the process is exiting.</summary>
    public void BodyEnded(Exception? exception)
    {
        run.DisposeRegistered();
        // A body that has read its token may have returned early because of it; one that has not is complete.
        var interrupted = exception is OperationCanceledException
            ? run.CancellationRequested
            : exception is null && (run.Signal is not null || (run.CancellationRequested && run.HasReadToken));
        var status = interrupted ? RunStatus.Interrupted : exception is null ? RunStatus.Completed : RunStatus.Failed;
        if (!Finish(status, exception))
            ActiveRuns.BlockIfExiting();
    }

    /// <summary>Ends the run. Failures of the record are reported and not thrown.</summary>
    /// <returns>False if the run had ended before.</returns>
    public bool Finish(RunStatus status, Exception? exception)
    {
        lock (_finishing)
        {
            if (_finished)
                return false;
            _finished = true;
            try
            {
                End(status, exception);
            }
            catch (Exception e)
            {
                run.RecordFailure = e.Message;
            }

            if (run.RecordFailure is { } reason)
                run.Report(LogLevel.Error, $"The record in '{run.Directory}' does not say how the run ended: {reason}");

            run.Output?.Close();
            run.Release();
            ActiveRuns.Remove(this);
            return true;
        }
    }

    private void End(RunStatus status, Exception? exception)
    {
        _recorder?.WaitForBegin();
        // They may log what they observe.
        run.Events.WaitForObservers(run);
        // A body that is stopped by a signal continues for a moment; all files must end with the same point.
        run.Scalars.Close();
        ReportEnd(status);
        _recorder?.Stop();
        // After the last line of the log.
        ConsoleCapture.End();

        // The console shows it after the run has ended.
        if (status == RunStatus.Failed && exception is not null)
            run.Output?.Append(ErrorReport.Text(exception, run.Options.Debug));
        _environment.Wait(EnvironmentTimeout);
        run.FlushScalars();
        run.Events.PublishFinish(new RunEvent { Kind = RunEventKind.Finished, Run = run, Exception = exception });
    }

    private void StartRecording()
    {
        var store = new FileRunStore(run, _environment);
        try
        {
            store.Claim();
        }
        catch
        {
            run.Release();
            throw;
        }

        run.Events = new RunEvents(store, Deliveries(run));
        run.Scalars.KeepsPending = true;
        try
        {
            _recorder = new RunRecorder(run, () =>
            {
                run.Events.PublishStart(run);
                _environment.Gather(run);
            });
        }
        catch
        {
            // There is no memory for a thread: nobody must wait for it.
            run.Placing?.Set();
            run.Release();
            throw;
        }
    }

    private IQueueObserver? BeginQueued(string claim)
    {
        // Once: other runs of this process are none of the queue's.
        Environment.SetEnvironmentVariable(IQueueObserver.TokenVariable, null);
        try
        {
            var queue = run.Options.Observers.OfType<IQueueObserver>().FirstOrDefault();
            queue?.Begin(run, claim);
            return queue;
        }
        catch
        {
            run.Release();
            throw;
        }
    }

    private static ObserverDelivery[] Deliveries(Run run)
    {
        var deliveries = new ObserverDelivery[run.Options.Observers.Count];
        for (var i = 0; i < deliveries.Length; i++)
            deliveries[i] = new ObserverDelivery(run.Options.Observers[i], run);
        return deliveries;
    }

    private void ReportEnd(RunStatus status)
    {
        var stop = DateTimeOffset.UtcNow;
        (run.Status, run.StopTime) = (status, stop);
        var elapsed = Timestamp.ToText(Stopwatch.GetElapsedTime(_started));   // the clock of the day may be set meanwhile
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

/// <summary>The status of a run. Recorded in upper case (<c>RUNNING</c>) in <c>run.json</c>.</summary>
public enum RunStatus
{
    /// <summary>
    /// The run has started and not ended. If its heartbeat is several intervals old, its process has died without recording an end.
    /// </summary>
    Running,

    /// <summary>The command returned.</summary>
    Completed,

    /// <summary>The command threw an exception; <c>fail_trace</c> in <c>run.json</c> has its stack trace.</summary>
    Failed,

    /// <summary>The run was stopped from outside: by Ctrl+C, SIGTERM, or its cancellation token.</summary>
    Interrupted,

    /// <summary>The run waits for <c>gen work</c>, which starts it.</summary>
    Queued,
}

internal static class RunStatusNames
{
    /// <summary>Returns the name as it is recorded.</summary>
    public static string ToRecordedName(this RunStatus status) => status.ToString().ToUpperInvariant();
}
