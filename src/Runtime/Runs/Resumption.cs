using Gen.IO;
using Gen.Storage;

namespace Gen;

/// <summary>
/// The earlier part of a run that is being resumed: its folder, its record, and whether the run has reached its checkpoint.
/// </summary>
internal sealed class Resumption : IDisposable
{
    private volatile bool _isReplaying;
    private CancellationTokenSource? _linked;
    private RunLock? _lock;

    private Resumption(string folder, RunRecord record, RunLock? held, bool beginsAnew) =>
        (Folder, Record, _lock, BeginsAnew, _isReplaying) = (folder, record, held, beginsAnew, !beginsAnew);

    /// <summary>The run folder's absolute path, without a separator at the end.</summary>
    public string Folder { get; }

    public string Id => Record.Id;

    /// <summary>The runs directory, which may be another one than when the run was recorded.</summary>
    public string Root => Path.GetDirectoryName(Folder) ?? Folder;

    public RunRecord Record { get; }

    public bool IsReplaying => _isReplaying;

    /// <summary>Whether the run, which is from the queue, has no checkpoint and begins in the same folder.</summary>
    public bool BeginsAnew { get; }

    /// <summary>The claim of a run that is from the queue; null for any other.</summary>
    public WorkClaim? QueueClaim { get; private init; }

    /// <summary>Checks that a run can be resumed, and locks it.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="ResumeException">The run cannot be resumed.</exception>
    public static Resumption Open(string folder)
    {
        var id = Path.GetFileName(folder);
        WorkClaim? claim = null;
        try
        {
            RunRecord.CheckFolder(folder);
            if (RunRecord.Read(folder).Queued is null)
                return OpenClaimed(folder, null);
            claim = TryClaim(folder, id) ?? throw new ResumeException(
                $"Run {id} cannot be started because another process has taken it from the queue.");
            return OpenClaimed(FolderOf(claim, folder), claim);
        }
        catch (Exception e)
        {
            claim?.Dispose();
            if (FileFailure.Is(e))
                throw new ResumeException($"Run {id} cannot be resumed: {FileFailure.Reason(e)}", e);
            throw;
        }
    }

    private static Resumption OpenClaimed(string folder, WorkClaim? claim)
    {
        var (checkpoints, id) = (Path.Combine(folder, "checkpoints"), Path.GetFileName(folder));
        RunLock? held = null;
        try
        {
            // Another process may be writing the record, so that it is read under the lock. A run that was never locked is read without,
            // which changes nothing.
            if (RunLock.Exists(checkpoints))
                held = AcquireLock(checkpoints, id);
            var record = RunRecord.Read(folder);
            var hasCheckpoints = RunLock.HasCheckpoints(checkpoints);
            var beginsAnew = !hasCheckpoints && record.Queued is not null
                && (record.Status is "QUEUED" or "RUNNING" or "INTERRUPTED" || !record.HasStarted);
            if (!hasCheckpoints && !beginsAnew)
                throw new ResumeException(
                    $"Run {id} cannot be resumed because it has no checkpoint. The callback BackupAndRestore saves checkpoints.");
            claim?.Update(id, 0, CheckpointState.Read(checkpoints));
            return new Resumption(folder, record, held, beginsAnew) { QueueClaim = claim };
        }
        catch
        {
            held?.Dispose();
            throw;
        }
    }

    private static WorkClaim? TryClaim(string folder, string id) => new RunQueue(Path.GetDirectoryName(folder)!)
        .TryClaim(id, Environment.GetEnvironmentVariable(RunQueue.TokenVariable));

    // A copy, where the process of an earlier attempt cannot be asked and may still write into the folder.
    private static string FolderOf(WorkClaim claim, string folder)
    {
        if (claim.Run is not { } run)
            return folder;
        var root = Path.GetDirectoryName(folder)!;
        return Path.Combine(root, claim.HasDoubtfulRun ? RunFolderCopy.Create(root, run) : run);
    }

    /// <summary>Gives the folder to the run.</summary>
    /// <exception cref="ResumeException">Another process has it.</exception>
    public void Claim(Run run)
    {
        try
        {
            _lock ??= AcquireLock(Path.Combine(Folder, "checkpoints"), Id);
            if (BeginsAnew)
                DeleteEarlierAttempt();
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new ResumeException($"Run {Id} cannot be resumed: {FileFailure.Reason(e)}", e);
        }

        (run.Id, run.Directory, run.Queued) = (Id, Folder, Record.Queued);
        if (!BeginsAnew && Record.Info is { } info)
            run.Info.Restore(info);
        if (run.Options.Capture == CaptureMode.No)
            return;
        run.Output = ConsoleCapture.CreateFile(run, Path.Combine(Folder, "cout.txt"));
        if (!BeginsAnew)
            run.Output.Pause();
    }

    /// <summary>Returns a token that is also canceled when another process has taken the run over.</summary>
    public CancellationToken Link(CancellationToken cancellationToken)
    {
        if (QueueClaim is null)
            return cancellationToken;
        _linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, QueueClaim.Lost);
        return _linked.Token;
    }

    /// <summary>Merges what the run was started with before and what is given now, which wins.</summary>
    public RunStart Merge(RunStart now)
    {
        var updates = new Dictionary<string, string>(Record.ConfigUpdates);
        foreach (var (key, text) in now.ConfigUpdates)
            updates[key] = text;
        var options = Record.Options.ToDictionary(o => o.Key, string? (o) => o.Value.Length > 0 ? o.Value : null);
        foreach (var (name, text) in now.Options)
            options[name] = text;
        return new RunStart
        {
            ExperimentName = now.ExperimentName,
            Command = now.Command,
            Doc = now.Doc,
            Seed = now.Seed,
            WriteConfig = now.WriteConfig,
            ConfigUpdates = updates,
            NamedConfigs = [.. Record.NamedConfigs, .. now.NamedConfigs],
            Options = options,
            Secrets = [.. Record.Secrets.Union(now.Secrets)],
        };
    }

    /// <summary>Ends the replay: what happens from now on is recorded.</summary>
    public void EndReplay() => _isReplaying = false;

    /// <summary>Unlocks the run.</summary>
    public void Dispose()
    {
        _lock?.Dispose();
        _linked?.Dispose();
        QueueClaim?.Dispose();
    }

    // What it wrote would be mixed with what is written now. Its folder keeps the claims, and what people say of the run.
    private void DeleteEarlierAttempt()
    {
        var target = RunPath.Folder(Folder);
        foreach (var file in Record.Status == "QUEUED" ? [] : Directory.GetFiles(target))
        {
            if (Path.GetFileName(file) is not ("run.json" or "config.json" or "marks.json") && !RunQueue.IsClaim(file))
                File.Delete(file);
        }

        foreach (var folder in Record.Status == "QUEUED" ? [] : Directory.GetDirectories(target))
        {
            if (Path.GetFileName(folder) != "checkpoints")
                Directory.Delete(folder, recursive: true);
        }
    }

    private static RunLock AcquireLock(string checkpoints, string id) => RunLock.TryAcquire(checkpoints)
        ?? throw new ResumeException($"Run {id} cannot be resumed because it is still running or another process is resuming it.");
}
