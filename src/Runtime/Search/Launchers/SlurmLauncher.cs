using System.Diagnostics;

namespace Gen.Search;

/// <summary>
/// Submits one array of workers to Slurm, and follows the sweep. A worker is a task that runs trials until none is left, not one trial:
/// arrays are limited, and a task of each trial would wait in the queue. This process can end and come back, since all that it shows is in
/// the files of the sweep.
/// </summary>
/// <param name="store">The sweep.</param>
/// <param name="options">What Slurm is asked for.</param>
/// <param name="jobs">The number of workers; null for those that are there, or one.</param>
/// <param name="words">The options that workers get from the command line.</param>
/// <param name="report">Called for each trial that has ended.</param>
/// <param name="say">Shows a line.</param>
internal sealed class SlurmLauncher(
    SweepStore store, SlurmOptions options, int? jobs, IReadOnlyList<string> words, Action<int, TrialOutcome> report, Action<string> say)
{
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_firstQuery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestQuery = TimeSpan.FromSeconds(30);

    private readonly string _folder = Path.Combine(store.Folder, "slurm");

    /// <summary>The numbers of the arrays that were submitted for the sweep: each left its script.</summary>
    public IReadOnlyList<string> Jobs =>
        Directory.Exists(_folder) ? [.. Directory.GetFiles(_folder, "*.sh").Select(f => Path.GetFileNameWithoutExtension(f)).Order()] : [];

    /// <summary>Submits what is missing of the workers, and follows the sweep until no trial is left to start.</summary>
    /// <returns>False if it was interrupted; the workers go on.</returns>
    /// <exception cref="UserErrorException">Slurm refused the workers, or all of them have ended.</exception>
    public async Task<bool> RunAsync(SweepProgress progress, CancellationToken cancellationToken)
    {
        Launch();
        var (wait, since, shown) = (s_firstQuery, Stopwatch.GetTimestamp(), "");
        while (true)
        {
            progress.ReportNew(report);
            if (progress.IsDone)
                return true;
            if (cancellationToken.IsCancellationRequested)
                return false;
            if (Stopwatch.GetElapsedTime(since) > wait)
            {
                var state = State(progress, out var isOver);
                if (isOver)
                    return true;
                if (state != shown)
                    say(shown = state);
                (since, wait) = (Stopwatch.GetTimestamp(), wait * 1.5 > s_longestQuery ? s_longestQuery : wait * 1.5);
            }

            await Task.Delay(s_poll, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private void Launch()
    {
        var live = Live()?.Count ?? throw new UserErrorException("Slurm does not answer.");
        var missing = jobs is null && live > 0 ? 0 : Math.Max(0, (jobs ?? 1) - live);
        if (live > 0)
            say($"Workers of sweep {store.Id} in Slurm: {live}");
        if (missing == 0)
            return;
        Directory.CreateDirectory(_folder);
        var script = SlurmScript.Text(
            store, _folder, options.Further, WorkerCommand.Words(store.Id, [.. words, "--launcher", "slurm"]));
        var (job, error) = Slurm.Submit(
            script, [$"--array=0-{missing - 1}", $"--cpus-per-task={options.Cpus ?? store.Plan.TrialThreads}", .. options.Resources]);
        if (job is null)
            throw new UserErrorException(
                $"Slurm refused the workers of sweep {store.Id}: {error} To try again, write: sweep resume {store.Id} --launcher slurm");
        store.WriteText(Path.Combine("slurm", job + ".sh"), script);
        say($"Job {job} of Slurm: {missing} worker{(missing == 1 ? "" : "s")}");
    }

    private List<SlurmTask>? Live()
    {
        var jobs = Jobs;
        return jobs.Count == 0 ? [] : Slurm.Tasks()?.Where(t => jobs.Contains(t.Job)).ToList();
    }

    private string State(SweepProgress progress, out bool isOver)
    {
        isOver = false;
        if (Live() is not { } live)
            return "Slurm does not answer.";
        if (live.Count > 0)
        {
            var waiting = live.Where(t => !t.IsRunning).ToList();
            return $"Workers: {live.Count - waiting.Count} running"
                + (waiting.Count == 0 ? "" : $", {waiting.Count} waiting ({waiting[0].Reason})");
        }

        // The last ones may have ended all of it meanwhile.
        progress.ReportNew(report);
        isOver = progress.IsDone || (store.Plan.StopOnFailure && progress.HasFailed);
        return isOver ? "" : throw new UserErrorException(
            $"No worker of sweep {store.Id} is left in Slurm, and {store.Plan.Trials - progress.Results.Count()} of {store.Plan.Trials} "
            + $"trials have no outcome.{LastLine()} To go on, write: sweep resume {store.Id} --launcher slurm");
    }

    private string LastLine()
    {
        var last = Directory.GetFiles(_folder, "*.out").MaxBy(File.GetLastWriteTimeUtc);
        var line = last is null ? null : File.ReadLines(last).LastOrDefault(l => l.Trim().Length > 0);
        return line is null ? "" : $" The last line of '{last}' is '{line.Trim()}'.";
    }
}
