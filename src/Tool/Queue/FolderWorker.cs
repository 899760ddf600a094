using Gen.Storage;

namespace Gen.Tool.Queue;

/// <summary>
/// Runs the queued runs of a folder. It claims a run and hands the claim to the program that it starts, which therefore keeps the run if the
/// worker is killed.
/// </summary>
/// <param name="root">The runs directory, absolute.</param>
/// <param name="jobs">The number of runs at a time.</param>
/// <param name="say">Called with a line for each run that starts and ends.</param>
internal sealed class FolderWorker(string root, int jobs, Action<string> say) : QueueWorker(jobs, say)
{
    private readonly RunQueue _queue = new(root);

    protected override List<string> Open() => _queue.Open();

    protected override Job? TryStart(string id)
    {
        if (RemoveEnded(id) || _queue.TryClaim(id) is not { } claim)
            return null;
        Job? job = null;
        try
        {
            return job = TryStart(id, claim);
        }
        catch (UserErrorException e)
        {
            Fail(id, _queue.FolderOf(id), e.Message);
            return null;
        }
        finally
        {
            if (job is null)
                claim.Dispose();
        }
    }

    protected override void End(Job job, bool isStopping)
    {
        var (id, exitCode, folder) = (job.Id, job.Program.ExitCode, _queue.FolderOf(job.Id));
        var status = QueuedRun.TryRead(folder)?.Status;
        if (status is "COMPLETED" or "FAILED" || (status == "INTERRUPTED" && !isStopping))
        {
            _queue.Remove(id);
            SayEnded(job, status);
            return;
        }

        // A program that was killed has decided nothing, unless it is killed again and again.
        var isEarly = status == "QUEUED";
        if (exitCode >= FirstSignal && !(isEarly && DiesTooEarly(id)))
        {
            SayKept(job, status);
            return;
        }

        // Not if another process has taken it over meanwhile.
        using var claim = exitCode == 2 || isEarly ? _queue.TryClaim(id, ((WorkClaim)job.Held).Token) : null;
        if (claim is null)
            return;
        job.Program.WaitForOutput();
        Fail(id, folder, exitCode >= FirstSignal
            ? Lost
            : job.Program.Reason ?? $"Its program ended with exit code {exitCode} before the run began.");
    }

    private bool RemoveEnded(string id)
    {
        if (QueuedRun.TryRead(_queue.FolderOf(id)) is not { HasEnded: true })
            return false;
        _queue.Remove(id);
        return true;
    }

    private Job? TryStart(string id, WorkClaim claim)
    {
        // It may have ended between the two.
        var folder = _queue.FolderOf(id);
        if (RemoveEnded(id) || QueuedRun.TryRead(folder) is not { } run)
            return null;
        if (Refusal(claim, folder, run) is { } reason)
        {
            Fail(id, folder, reason);
            return null;
        }

        var program = QueuedProgram.Start(
            [.. run.Command, "resume", id, "--runs", root, "--no-progress"],
            run.Directory!,
            [(RunQueue.TokenVariable, claim.Token)],
            Threads);
        SayStarted(id, run.Experiment);
        return new Job(id, claim, program);
    }

    private static string? Refusal(WorkClaim claim, string folder, QueuedRun run)
    {
        if (run.Command.Count == 0 || run.Directory is null)
            return "Its record does not say how its program is started.";
        var newest = CheckpointState.Read(Path.Combine(folder, "checkpoints"));
        var lost = claim.LostCheckpoints.Where(c => c is not null).TakeLast(MostAttempts).ToList();
        return lost.Count == MostAttempts && lost.TrueForAll(c => c == newest) ? Lost : null;
    }

    private void Fail(string id, string folder, string reason)
    {
        QueuedRun.Fail(folder, reason);
        _queue.Remove(id);
        SayFailed(id, reason);
    }
}
