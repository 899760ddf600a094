using Gen.CommandLine;
using Gen.Configuration;
using Gen.Shared;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen.Search;

/// <summary>Runs trials as runs of the experiment's command.</summary>
internal sealed class TrialExecution<TExperiment>(
    ExperimentSchema<TExperiment> schema, ExperimentCommand<TExperiment> command, SweepStore store, SearchSpace space, RunOptions options)
    where TExperiment : class, IExperiment
{
    /// <summary>How many attempts at a trial may end without a newer checkpoint.</summary>
    private const int MostAttempts = 3;

    private static readonly Dictionary<string, string?> s_noOptions = [];

    /// <summary>The last run that has ended.</summary>
    public Run? LastRun { get; private set; }

    /// <summary>Builds the config of a point. Its run has a seed of its own, unless the config gives one.</summary>
    /// <exception cref="ConfigException">The values are not valid together.</exception>
    public TExperiment Build(int trial, double[] point)
    {
        var config = new ConfigBuilder<TExperiment>(schema, options.Force).Build(UpdatesOf(point), options.Configuration);
        if (config.GivenSeed is null)
            schema.AssignSeed(config, store.Plan.SeedOf(trial));
        return config;
    }

    /// <summary>Runs a trial; see <see cref="SweepWorker.TrialRunner"/>.</summary>
    /// <exception cref="RunStartException">A run could not start, for a reason that is not the trial's.</exception>
    public async Task<TrialOutcome?> RunAsync(Trial trial, double[] point, WorkClaim claim, CancellationToken cancellationToken)
    {
        var newest = claim.Run is { } last ? StateOf(Path.Combine(options.RunsDirectory, last, "checkpoints"), claim.Fold) : null;
        if (claim.LostCheckpoints.Count >= MostAttempts && claim.LostCheckpoints.TakeLast(MostAttempts).All(c => c == newest))
            return TrialOutcome.Failure($"lost: {MostAttempts} attempts ended without a newer checkpoint", claim.Run);
        claim.Update(claim.Run, claim.Fold, newest);
        TExperiment config;
        try
        {
            config = Build(trial.Number, point);
        }
        catch (ConfigException e)
        {
            return TrialOutcome.Failure(e.Message.ReplaceLineEndings(" "));
        }

        return store.Plan.Folds > 1
            ? await RunFoldsAsync(trial, config, point, claim, cancellationToken).ConfigureAwait(false)
            : await RunAsync(trial, config, point, claim, Fold.Single, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs the folds that have no value yet. Their mean is the value of the trial, and decides after each whether it goes
    /// on.</summary>
    private async Task<TrialOutcome?> RunFoldsAsync(
        Trial trial, TExperiment config, double[] point, WorkClaim claim, CancellationToken cancellationToken)
    {
        var (values, rungs) = (new List<FoldValue>(), new List<RungValue>());
        for (var fold = 0; fold < store.Plan.Folds; fold++)
        {
            if (store.ReadFold(claim.Name, fold) is not { } value)
            {
                var outcome = await RunAsync(trial, config, point, claim, new Fold(fold, store.Plan.Folds), cancellationToken)
                    .ConfigureAwait(false);
                if (outcome is not { State: TrialState.Completed })
                    return outcome is null ? null : outcome with { Folds = values };
                value = new FoldValue(outcome.Run!, outcome.Value);
                store.WriteFold(claim.Name, fold, value);
            }

            values.Add(value);
            var mean = values.Average(v => v.Value);
            if (store.Plan.Rungs.Contains(fold + 1))
                rungs.Add(new(fold + 1, mean));
            if (trial.EndsAfter(fold + 1, mean))
                return new TrialOutcome(TrialState.Pruned, mean, rungs) { Run = value.Run, Folds = values };
        }

        return new TrialOutcome(TrialState.Completed, values.Average(v => v.Value), rungs) { Run = values[^1].Run, Folds = values };
    }

    private async Task<TrialOutcome?> RunAsync(
        Trial trial, TExperiment config, double[] point, WorkClaim claim, Fold fold, CancellationToken cancellationToken)
    {
        for (var retry = 0; ; retry++)
        {
            var earlier = retry == 0 && claim.Fold == fold.Index ? EarlierRun(trial, claim) : null;
            var outcome = await AttemptAsync(trial, config, point, claim, fold, earlier, cancellationToken).ConfigureAwait(false);
            if (outcome?.Run is { } id && LastRun is { } run && run.Id == id && !claim.CheckLost())
                TrialSession.Write(store, space, point, run, outcome);
            if (outcome is not { State: TrialState.Failed } || retry >= store.Plan.Retries)
                return outcome;
        }
    }

    private async Task<TrialOutcome?> AttemptAsync(
        Trial trial,
        TExperiment config,
        double[] point,
        WorkClaim claim,
        Fold fold,
        string? earlier,
        CancellationToken cancellationToken)
    {
        var isMuted = ConsoleCapture.IsMuted;
        (ConsoleCapture.IsMuted, TrialThreads.Current) = (true, store.Plan.TrialThreads);
        Run? run = null;
        try
        {
            var prepared = Prepare(trial, config, point, fold, earlier, cancellationToken);
            run = LastRun = prepared.Run;
            await RunSession.ExecuteAsync(run, r =>
            {
                claim.Update(r.Id, fold.Index, StateOf(Path.Combine(options.RunsDirectory, r.Id!, "checkpoints"), fold.Index));
                return prepared.InvokeAsync(r);
            }).ConfigureAwait(false);
        }
        catch (RunStartException)
        {
            throw;
        }
        catch (Exception e) when (run is not null)
        {
            if (run.Status == RunStatus.Interrupted)
                return null;

            // The attempt is none: the next one goes on from the checkpoint.
            if (StoragePatience.IsCause(e, store.Folder))
                throw new IOException(Line(e), e);
            return TrialOutcome.Failure(Line(e), run.Id);
        }
        finally
        {
            ConsoleCapture.IsMuted = isMuted;
            TrialThreads.Current = null;
        }

        return run.Status == RunStatus.Interrupted ? null : OutcomeOf(trial, run);
    }

    private PreparedRun<TExperiment> Prepare(
        Trial trial, TExperiment config, double[] point, Fold fold, string? earlier, CancellationToken cancellationToken)
    {
        var runOptions = options.Copy();
        (runOptions.Trial, runOptions.Fold) = (trial, fold);
        runOptions.Progress = false;
        if (runOptions.LoggerFactory is null && runOptions.LogLevel < LogLevel.Warning)
            runOptions.LogLevel = LogLevel.Warning;
        if (earlier is not null)
        {
            try
            {
                // The updates again, because the record has no secrets.
                return ResumePreparation.Prepare(schema, earlier, UpdatesOf(point), runOptions, s_noOptions, cancellationToken);
            }
            catch (ResumeException)
            {
                // It has no checkpoint, or a damaged one: the trial begins anew, with the same numbers.
            }
        }

        return command.Prepare(schema, config, runOptions, s_noOptions, cancellationToken);
    }

    /// <summary>Returns the run that goes on; null to begin anew. It is a copy where the process of an earlier attempt may still write
    /// into that of its own.</summary>
    private string? EarlierRun(Trial trial, WorkClaim claim)
    {
        if (claim.Run is not { } run || !Directory.Exists(Path.Combine(options.RunsDirectory, run, "checkpoints")))
            return null;
        if (!claim.HasDoubtfulRun)
            return run;
        var copy = RunFolderCopy.Create(options.RunsDirectory, run);
        SweepProgram.Write(
            $"Warning: trial {trial.Number} goes on in run {copy}, a copy of run {run}, whose process is on another host or in another "
            + "container and has not answered.");
        return copy;
    }

    private string[] UpdatesOf(double[] point) => [.. store.Plan.Updates, .. space.Updates(point)];

    private TrialOutcome OutcomeOf(Trial trial, Run run)
    {
        var (rungs, isPruned) = trial.Decide(run);
        if (isPruned)
            return new TrialOutcome(TrialState.Pruned, rungs[^1].Value, rungs) { Run = run.Id };
        if (store.Plan.Objective.Scalar is not { } scalar)
        {
            return SweepObjective.NumberOf(run.ResultValue) is { } result
                ? new TrialOutcome(TrialState.Completed, result, rungs) { Run = run.Id }
                : TrialOutcome.Failure("the command returned no number", run.Id);
        }

        if (store.Plan.Objective.UpTo(run.GetScalars(scalar), long.MaxValue) is { } value)
            return new TrialOutcome(TrialState.Completed, value, rungs) { Run = run.Id };
        var names = run.ScalarNames;
        throw new ConfigException(
            $"The objective '{scalar}' is not among the scalars that run {run.Id} logged."
            + (names.Count == 0 ? " It logged none." : NearestName.Hint(scalar, names, "They are")));
    }

    private static string Line(Exception e) =>
        (e is UserErrorException ? e.Message : $"{e.GetType().Name}: {e.Message}").ReplaceLineEndings(" ");

    private static string StateOf(string checkpoints, int fold) => $"fold {fold}: {CheckpointState.Read(checkpoints)}";
}

/// <summary>The number of threads that a run shall use. Used by Gen.Training, which sets that of torch.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static class TrialThreads
{
    /// <summary>The number; null for the default value of the process.</summary>
    public static int? Current { get; internal set; }
}
