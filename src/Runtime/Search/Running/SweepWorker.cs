using System.Diagnostics;
using Gen.Storage;

namespace Gen.Search;

/// <summary>Runs the trials of a sweep, one at a time, until all have outcomes. Any number of workers may do that at the same time, and
/// may end and begin at any moment: the trials and their outcomes are the same.</summary>
/// <param name="store">The sweep.</param>
/// <param name="progress">What is known of its trials.</param>
/// <param name="pruner">The pruner; null for none.</param>
/// <param name="isAdaptive">Whether the sampler looks at outcomes.</param>
/// <param name="run">Runs a trial; null if it was interrupted.</param>
internal sealed class SweepWorker(SweepStore store, SweepProgress progress, Pruner? pruner, bool isAdaptive, SweepWorker.TrialRunner run)
{
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    private readonly StoragePatience _patience = new(store.Id);

    /// <summary>Runs a trial.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="point">Its point.</param>
    /// <param name="claim">The claim of the attempt.</param>
    /// <param name="cancellationToken">Interrupts the run.</param>
    /// <returns>The outcome; null if the run was interrupted.</returns>
    public delegate Task<TrialOutcome?> TrialRunner(Trial trial, double[] point, WorkClaim claim, CancellationToken cancellationToken);

    /// <summary>Called after each trial that this worker has run.</summary>
    public Action<int, TrialOutcome>? Ended { get; init; }

    /// <summary>Waits until a trial may start. The default value is that of the system's clock.</summary>
    public Func<TimeSpan, Task> Wait { get; init; } = Task.Delay;

    /// <summary>How long the worker waits for a trial to start before it leaves the rest to others. The default value is null, which has
    /// no limit.</summary>
    public TimeSpan? IdleLimit { get; init; }

    /// <summary>Runs trials.</summary>
    /// <returns>Whether no trial is left to start; false if it was interrupted.</returns>
    /// <exception cref="UserErrorException">The files could not be read or written for too long.</exception>
    public async Task<bool> WorkAsync(CancellationToken cancellationToken)
    {
        var (wait, idleSince) = (s_shortestWait, Stopwatch.GetTimestamp());
        while (!cancellationToken.IsCancellationRequested)
        {
            var step = default(Step);
            await _patience.TryAsync(async () => step = await StepAsync(cancellationToken).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
            if (step == Step.None && Stopwatch.GetElapsedTime(idleSince) > IdleLimit)
                return true;
            if (step is Step.Done or Step.Interrupted)
                return step == Step.Done;
            if (step == Step.None)
                await Wait(wait).ConfigureAwait(false);
            wait = step == Step.None ? wait * 1.5 > s_longestWait ? s_longestWait : wait * 1.5 : s_shortestWait;
            if (step == Step.Ended)
                idleSince = Stopwatch.GetTimestamp();
        }

        return false;
    }

    /// <summary>Runs the first trial that can start.</summary>
    private async Task<Step> StepAsync(CancellationToken cancellationToken)
    {
        if (Claim() is not { } claimed)
            return progress.IsDone || HasToStop() ? Step.Done : Step.None;
        using var claim = claimed.Claim;
        var outcome = await RunAsync(claimed.Trial, claim, cancellationToken).ConfigureAwait(false);
        if (outcome is null)
            return claim.CheckLost() ? Step.Ended : Step.Interrupted;
        var isWritten = false;
        await _patience.TryAsync(
            () =>
            {
                if (!claim.CheckLost())
                    store.WriteOutcome(claim, outcome);
                isWritten = !claim.CheckLost();
                return Task.CompletedTask;
            },
            cancellationToken).ConfigureAwait(false);
        if (!isWritten)
            return Step.Ended;
        progress.Add(claimed.Trial, outcome);
        Ended?.Invoke(claimed.Trial, outcome);
        return Step.Ended;
    }

    private bool HasToStop() => store.Plan.StopOnFailure && progress.HasFailed;

    /// <summary>Claims the first trial that can start.</summary>
    private (int Trial, WorkClaim Claim)? Claim()
    {
        // Those of samplers and pruners that do not look at outcomes never wait.
        var end = isAdaptive || pruner is not null
            ? Math.Min(store.Plan.Trials, progress.Frontier + store.Plan.Lag)
            : store.Plan.Trials;
        for (var trial = progress.Frontier; trial < end && !HasToStop(); trial++)
        {
            if (progress.HasEnded(trial))
                continue;
            progress.PointOf(trial);
            if (store.Claims.TryClaim(SweepStore.NameOf(trial)) is not { } claim)
                continue;

            // It may have ended between the two.
            if (store.AdoptOutcome(claim) is not { } outcome)
                return (trial, claim);
            progress.Add(trial, outcome);
        }

        return null;
    }

    private async Task<TrialOutcome?> RunAsync(int number, WorkClaim claim, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var earlier = pruner is null ? [] : progress.EarlierThan(number);
        var trial = new Trial(store.Id, number, store.Plan, pruner, earlier) { IsLost = claim.CheckLost };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, claim.Lost);
        var outcome = await run(trial, progress.PointOf(number), claim, stop.Token).ConfigureAwait(false);
        return outcome is null || claim.CheckLost()
            ? null
            : outcome with { Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds };
    }

    private enum Step
    {
        /// <summary>No trial can start now.</summary>
        None,

        /// <summary>A trial has ended, or was lost to another process.</summary>
        Ended,

        /// <summary>The work was interrupted.</summary>
        Interrupted,

        /// <summary>No trial is left to start.</summary>
        Done,
    }
}
