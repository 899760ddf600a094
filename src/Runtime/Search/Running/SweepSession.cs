using System.Globalization;
using Gen.CommandLine;
using Gen.Configuration;

namespace Gen.Search;

/// <summary>A sweep that this process works on: by itself, or by processes that it starts.</summary>
internal sealed class SweepSession<TExperiment>
    where TExperiment : class, IExperiment
{
    private readonly ExperimentSchema<TExperiment> _schema;
    private readonly RunOptions _options;
    private readonly SearchSpace _space;
    private readonly Sampler _sampler;
    private readonly Pruner? _pruner;
    private readonly SweepProgress _progress;
    private readonly SweepStatus _status;
    private readonly TrialExecution<TExperiment> _execution;
    private Run? _bestRun;

    public SweepSession(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment> command,
        SweepStore store,
        SearchSpace space,
        RunOptions options)
    {
        (_schema, Store, _space, _options) = (schema, store, space, options);
        _sampler = Sampler.Create(Plan.Sampler, space, Plan.Seed);
        _pruner = Pruner.Create(Plan.Pruner);
        _progress = new SweepProgress(store, space, _sampler);
        _status = new SweepStatus(store, _progress);
        _execution = new TrialExecution<TExperiment>(schema, command, store, space, options);
    }

    public SweepStore Store { get; }

    /// <summary>Whether trials depend on the outcomes of others.</summary>
    public bool IsAdaptive => _sampler.IsAdaptive || _pruner is not null;

    private SweepPlan Plan => Store.Plan;

    /// <summary>The number of processes. The default value is null: this one alone, or what Slurm has already.</summary>
    public int? Jobs { get; init; }

    /// <summary>What Slurm is asked for, which then runs the processes. The default value is null.</summary>
    public SlurmOptions? Slurm { get; init; }

    /// <summary>The options of the runs that processes get from the command line. The default value is an empty list.</summary>
    public IReadOnlyList<string> WorkerOptions { get; init; } = [];

    /// <summary>What this process is to the sweep. The default value is <see cref="SweepRole.Main"/>.</summary>
    public SweepRole Role { get; init; }

    /// <summary>Whether all trials have ended.</summary>
    public bool IsDone => _progress.IsDone;

    /// <summary>Runs the trials that have no outcome.</summary>
    /// <returns>False if it was interrupted.</returns>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        _progress.Refresh(Plan.Trials);
        if (_progress.IsDone)
            return true;
        string[] words = [.. WorkerOptions, "--runs", Path.GetFullPath(_options.RunsDirectory)];
        if (Role == SweepRole.Main && Slurm is { } slurm)
            return await new SlurmLauncher(Store, slurm, Jobs, words, Report, Say)
                .RunAsync(_progress, cancellationToken).ConfigureAwait(false);
        if (Jobs > 1)
            return await new LocalLauncher(Store, Jobs.Value, words, Report)
                .RunAsync(_progress, cancellationToken).ConfigureAwait(false);
        return await new SweepWorker(Store, _progress, _pruner, _sampler.IsAdaptive, _execution.RunAsync)
        {
            Ended = Ended,
            IdleLimit = Role == SweepRole.SlurmWorker ? SlurmScript.IdleLimit : null,
        }.WorkAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns what has ended.</summary>
    public Sweep<TExperiment, TResult> Read<TResult>()
    {
        _progress.Refresh(Plan.Trials);
        var ranked = SweepTable.Ranked(Store, _progress.Results);
        var best = ranked.FirstOrDefault(r => r.Outcome.State == TrialState.Completed);
        return new Sweep<TExperiment, TResult>(
            Store.Id,
            Store.Folder,
            IsDone,
            [.. ranked.Select(r => new SweepTrial(
                r.Number, r.Outcome.State, r.Outcome.Value, _space.Updates(r.Point), r.Outcome.Run, r.Outcome.Reason))],
            best is null ? null : _execution.Build(best.Number, best.Point),
            _bestRun as Run<TResult>);
    }

    /// <summary>Runs the trials that have no outcome, and shows them.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        using var interruption = new SweepInterruption(Store.Id, Role, _options.HandleSignals, cancellationToken);
        if (!await WorkAsync(interruption.Token).ConfigureAwait(false))
        {
            if (Role == SweepRole.Main)
                SweepProgram.Write(Slurm is null
                    ? $"Interrupted. To go on, write: sweep resume {Store.Id}"
                    : $"The workers go on in Slurm. To follow them again, write: sweep resume {Store.Id} --launcher slurm");
            interruption.RequeueIfTimeIsUp();
            return interruption.ExitCode;
        }

        if (Role != SweepRole.Main)
            return ExitCode.Done;
        PrintTable();
        TrialCheckpoints.DeleteAll(Store, _progress, _options.RunsDirectory);
        return _progress.HasFailed ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Runs the failed trials once more. What they give is shown, and no other trial depends on it.</summary>
    public async Task<int> RetryAsync(CancellationToken cancellationToken)
    {
        _progress.Refresh(Plan.Trials);
        using var interruption = new SweepInterruption(Store.Id, Role, _options.HandleSignals, cancellationToken);
        foreach (var result in _progress.Results.Where(r => Shown(r).Outcome.State == TrialState.Failed).ToList())
        {
            using var claim = Store.Claims.TryClaim(SweepStore.NameOf(result.Number) + ".retry");
            if (claim is null)
                continue;
            var trial = new Trial(Store.Id, result.Number, Plan, _pruner, _pruner is null ? [] : _progress.EarlierThan(result.Number))
            {
                IsLost = claim.CheckLost,
            };
            var outcome = await _execution.RunAsync(trial, result.Point, claim, interruption.Token).ConfigureAwait(false);
            if (outcome is null)
                return interruption.ExitCode;
            Store.WriteOutcome(claim, outcome);
            Report(result.Number, outcome);
        }

        PrintTable(isChanged: true);
        return _progress.Results.Any(r => Shown(r).Outcome.State == TrialState.Failed) ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Prints all trials that have ended, and the best one.</summary>
    /// <param name="isChanged">Whether failed trials may have another outcome than before.</param>
    public void PrintTable(bool isChanged = false)
    {
        _progress.Refresh(Plan.Trials);
        var shown = _progress.Results.Select(Shown).ToList();
        Console.Out.Write(SweepTable.Text(Store, _space, shown));
        if (isChanged || !SweepPage.IsCurrent(Store, shown.Count))
            Store.WriteText("sweep.html", SweepPage.Text(Store, _space, shown));
        var best = SweepTable.Ranked(Store, shown).FirstOrDefault(r => r.Outcome.State == TrialState.Completed);
        if (best is null)
            return;
        Store.WriteText("best.json", ConfigWriter.SetText(_schema, _execution.Build(best.Number, best.Point)) + "\n");
        var file = Path.Combine(_options.RunsDirectory, "sweeps", Store.Id, "best.json");
        Console.Out.WriteLine($"The best is trial {best.Number}. To use its config, write: with {file}");
    }

    private TrialResult Shown(TrialResult result) =>
        result.Outcome.State == TrialState.Failed && Store.ReadOutcome(SweepStore.NameOf(result.Number) + ".retry") is { } retried
            ? result with { Outcome = retried }
            : result;

    private void Say(string line)
    {
        if (_options.Progress)
            SweepProgram.Write(line);
    }

    private void Ended(int trial, TrialOutcome outcome)
    {
        TrialCheckpoints.DeleteAfter(Store, _progress, trial, outcome, _options.RunsDirectory);
        if (_progress.Best?.Number == trial)
            _bestRun = _execution.LastRun;
        if (Role == SweepRole.LocalWorker)
            return;
        if (_options.Progress)
            _progress.ReportNew((_, _) => { });   // others may work on it, too
        Report(trial, outcome);
    }

    private void Report(int trial, TrialOutcome outcome)
    {
        if (_options.Progress)
            SweepProgram.Write(_status.Line(trial, outcome));
    }
}
