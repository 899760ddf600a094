using System.Globalization;
using Gen.Storage;

namespace Gen.Tool.Queue;

/// <summary>
/// Runs the queued runs of a folder, by number, until all have ended. Any number of workers may do that at the same time, and may end at any
/// moment. A worker claims a run and hands the claim to the program that it starts, which therefore keeps the run if the worker is killed.
/// </summary>
/// <param name="root">The runs directory, absolute.</param>
/// <param name="jobs">The number of runs at a time.</param>
/// <param name="say">Called with a line for each run that starts and ends.</param>
internal sealed class QueueWorker(string root, int jobs, Action<string> say)
{
    private const int MostAttempts = 3;
    private const int FirstSignal = 128;

    private static readonly string s_lost = $"It was lost: {MostAttempts} attempts ended without a newer checkpoint.";
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(1);

    private readonly RunQueue _queue = new(root);
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, int> _earlyDeaths = [];
    private int _started;

    /// <summary>Whether the worker runs one run and ends.</summary>
    public bool Once { get; init; }

    /// <summary>Whether the worker waits for runs that are queued later.</summary>
    public bool Waits { get; init; }

    /// <summary>The number of runs that have failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Runs the queue.</summary>
    /// <param name="stopping">Canceled when the worker shall start no more runs; it ends when those have that it has started.</param>
    public void Work(CancellationToken stopping)
    {
        var wait = s_shortestWait;
        while (true)
        {
            var hasChanged = EndJobs(stopping.IsCancellationRequested);
            var isDone = stopping.IsCancellationRequested || (Once && _started > 0);
            if (!isDone && _jobs.Count < jobs)
            {
                var open = _queue.Open();
                hasChanged |= StartJobs(open);
                isDone = _jobs.Count == 0 && !Waits && (Once || open.Count == 0);
            }

            if (isDone && _jobs.Count == 0)
                return;
            wait = hasChanged ? s_shortestWait : wait * 1.5 > s_longestWait ? s_longestWait : wait * 1.5;
            Thread.Sleep(wait);
        }
    }

    /// <summary>Asks the programs of all runs to end.</summary>
    public void Stop()
    {
        lock (_jobs)
            _jobs.ForEach(j => j.Program.Stop());
    }

    private bool StartJobs(List<string> open)
    {
        var hasStarted = false;
        foreach (var id in open)
        {
            if (_jobs.Count >= jobs || (Once && _started > 0))
                break;
            if (_jobs.TrueForAll(j => j.Id != id) && !RemoveEnded(id))
                hasStarted |= TryStart(id);
        }

        return hasStarted;
    }

    private bool RemoveEnded(string id)
    {
        if (QueuedRun.TryRead(_queue.FolderOf(id)) is not { HasEnded: true })
            return false;
        _queue.Remove(id);
        return true;
    }

    private bool TryStart(string id)
    {
        if (_queue.TryClaim(id) is not { } claim)
            return false;
        var isHandedOver = false;
        try
        {
            // It may have ended between the two.
            var folder = _queue.FolderOf(id);
            if (RemoveEnded(id) || QueuedRun.TryRead(folder) is not { } run)
                return false;
            if (Refusal(claim, folder, run) is { } reason)
            {
                Fail(id, folder, reason);
                return false;
            }

            var program = QueuedProgram.Start(
                [.. run.Command, "resume", id, "--runs", root, "--no-progress"],
                run.Directory!,
                [(RunQueue.TokenVariable, claim.Token)],
                jobs > 1 ? Math.Max(1, Environment.ProcessorCount / jobs) : null);
            lock (_jobs)
                _jobs.Add(new Job(id, claim, program));
            _started++;
            isHandedOver = true;
            say($"Run {id}: {run.Experiment} started");
            return true;
        }
        catch (UserErrorException e)
        {
            Fail(id, _queue.FolderOf(id), e.Message);
            return false;
        }
        finally
        {
            if (!isHandedOver)
                claim.Dispose();
        }
    }

    private static string? Refusal(WorkClaim claim, string folder, QueuedRun run)
    {
        if (run.Command.Count == 0 || run.Directory is null)
            return "Its record does not say how its program is started.";
        var newest = CheckpointState.Read(Path.Combine(folder, "checkpoints"));
        var lost = claim.LostCheckpoints.Where(c => c is not null).TakeLast(MostAttempts).ToList();
        return lost.Count == MostAttempts && lost.TrueForAll(c => c == newest)
            ? s_lost
            : null;
    }

    private bool EndJobs(bool isStopping)
    {
        var ended = _jobs.FindAll(j => j.Program.HasExited);
        foreach (var job in ended)
        {
            lock (_jobs)
                _jobs.Remove(job);
            using (job.Claim)
            using (job.Program)
                End(job, isStopping);
        }

        return ended.Count > 0;
    }

    private void End(Job job, bool isStopping)
    {
        var (id, exitCode, folder) = (job.Id, job.Program.ExitCode, _queue.FolderOf(job.Id));
        var status = QueuedRun.TryRead(folder)?.Status;
        if (status is "COMPLETED" or "FAILED" || (status == "INTERRUPTED" && !isStopping))
        {
            _queue.Remove(id);
            Failures += status == "FAILED" ? 1 : 0;
            say(string.Create(CultureInfo.InvariantCulture, $"Run {id}: {status} after {job.Program.Elapsed.TotalSeconds:0.0} s"));
            return;
        }

        // A program that was killed has decided nothing, unless it is killed again and again.
        var isEarly = status == "QUEUED";
        if (exitCode >= FirstSignal && (!isEarly || Count(id) < MostAttempts))
        {
            say($"Run {id}: {(status == "INTERRUPTED" ? "INTERRUPTED" : $"its process was ended ({exitCode})")}, and stays in the queue");
            return;
        }

        // Not if another process has taken it over meanwhile.
        using var claim = exitCode == 2 || isEarly ? _queue.TryClaim(id, job.Claim.Token) : null;
        if (claim is null)
            return;
        job.Program.WaitForOutput();
        Fail(id, folder, exitCode >= FirstSignal
            ? s_lost
            : job.Program.Reason ?? $"Its program ended with exit code {exitCode} before the run began.");
    }

    private int Count(string id) => _earlyDeaths[id] = _earlyDeaths.GetValueOrDefault(id) + 1;

    private void Fail(string id, string folder, string reason)
    {
        QueuedRun.Fail(folder, reason);
        _queue.Remove(id);
        Failures++;
        say($"Run {id}: FAILED. {reason}");
    }

    private sealed record Job(string Id, WorkClaim Claim, QueuedProgram Program);
}
