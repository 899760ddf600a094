using Gen.Observers;
using Microsoft.Extensions.Logging;

namespace Gen.Runs;

/// <summary>One run from its start to its end: brings the parts together and decides what its status is.</summary>
internal sealed class RunLifecycle(Run run)
{
    /// <summary>How long the end of a run waits for tools that are still being asked about the machine.</summary>
    static readonly TimeSpan FactsLimit = TimeSpan.FromSeconds(5);

    readonly RunFacts _facts = new();
    readonly Lock _finishing = new();
    RunPulse? _pulse;
    bool _finished, _captures;

    public Run Run => run;

    /// <summary>Everything up to the call of the body.</summary>
    public void Start()
    {
        var options = run.Options;
        if (run.Status is not null)
            throw new InvalidOperationException($"A run can be started only once: this one of '{run.ExperimentName}' started at {run.StartTime:u}.");
        if (options.EnforceClean)
            GitFacts.EnforceClean(run.Start);
        (run.Status, run.StartTime) = (RunStatus.Running, DateTimeOffset.UtcNow);
        if (!options.Unobserved)
            Observe(options);
        _captures = run.Output is not null;
        if (_captures)
            ConsoleCapture.Begin();
        run.Report(LogLevel.Information, $"Running command '{run.Command}'");
        run.Report(LogLevel.Information, run.Id is { } id ? $"Started run with ID \"{id}\"" : "Started");
        ProcessWatch.Add(this);
    }

    /// <summary>Records the end that the body came to. Does not return if a signal has ended the run: the process is exiting.</summary>
    public void BodyEnded(Exception? exception)
    {
        var stopped = exception is OperationCanceledException ? run.CancellationRequested : exception is null && run.Signal is not null;
        var status = stopped ? RunStatus.Interrupted : exception is null ? RunStatus.Completed : RunStatus.Failed;
        if (!Finish(status, exception))
            ProcessWatch.BlockIfExiting();
    }

    /// <summary>Ends the run; false if it had ended already. Failures of the record are reported, not thrown.</summary>
    public bool Finish(RunStatus status, Exception? exception)
    {
        lock (_finishing)
        {
            if (_finished)
                return false;
            _finished = true;
            _pulse?.Stop();
            ReportEnd(status);
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

            run.Scalars.KeepsPending = false;
            run.Output?.Close();
            if (_captures)
                ConsoleCapture.End();
            ProcessWatch.Remove(this);
            return true;
        }
    }

    void Observe(RunOptions options)
    {
        var others = options.Observers.Count == 0 ? [] : new IRunObserver[options.Observers.Count];
        for (var i = 0; i < others.Length; i++)
            others[i] = new GuardedObserver(options.Observers[i]);
        run.Events = new RunEvents(new RunFolderObserver(run, _facts), others);
        run.Scalars.KeepsPending = true;
        try
        {
            run.Events.Publish(new RunEvent { Kind = RunEventKind.Started, Run = run });
        }
        catch
        {
            (run.Events, run.Status) = (RunEvents.None, null);
            throw;
        }

        _facts.Gather(run.Start);
        _pulse = new RunPulse(run);
    }

    void ReportEnd(RunStatus status)
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
