using Gen.IO;
using Gen.Storage;

namespace Gen;

/// <summary>
/// The earlier part of a run that is being resumed: its folder, its record, and whether the run has reached its checkpoint.
/// </summary>
internal sealed class Resumption : IDisposable
{
    private volatile bool _isReplaying = true;
    private RunLock? _lock;

    private Resumption(string folder, RunRecord record, RunLock? held) => (Folder, Record, _lock) = (folder, record, held);

    /// <summary>The run folder's absolute path, without a separator at the end.</summary>
    public string Folder { get; }

    public string Id => Record.Id;

    /// <summary>The runs directory, which may be another one than when the run was recorded.</summary>
    public string Root => Path.GetDirectoryName(Folder) ?? Folder;

    public RunRecord Record { get; }

    public bool IsReplaying => _isReplaying;

    /// <summary>Checks that a run can be resumed, and locks it.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="ResumeException">The run cannot be resumed.</exception>
    public static Resumption Open(string folder)
    {
        var checkpoints = Path.Combine(folder, "checkpoints");
        var id = Path.GetFileName(folder);
        RunLock? held = null;
        try
        {
            RunRecord.CheckFolder(folder);
            // Another process may be writing the record, so that it is read under the lock. A run that was never locked is read without,
            // which changes nothing.
            if (RunLock.Exists(checkpoints))
                held = AcquireLock(checkpoints, id);
            var record = RunRecord.Read(folder);
            return RunLock.HasCheckpoints(checkpoints)
                ? new Resumption(folder, record, held)
                : throw new ResumeException(
                    $"Run {id} cannot be resumed because it has no checkpoint. The callback BackupAndRestore saves checkpoints.");
        }
        catch (Exception e)
        {
            held?.Dispose();
            if (FileFailure.Is(e))
                throw new ResumeException($"Run {id} cannot be resumed: {FileFailure.Reason(e)}", e);
            throw;
        }
    }

    /// <summary>Gives the folder to the run.</summary>
    /// <exception cref="ResumeException">Another process has it.</exception>
    public void Claim(Run run)
    {
        try
        {
            _lock ??= AcquireLock(Path.Combine(Folder, "checkpoints"), Id);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new ResumeException($"Run {Id} cannot be resumed: {FileFailure.Reason(e)}", e);
        }

        (run.Id, run.Directory) = (Id, Folder);
        if (Record.Info is { } info)
            run.Info.Restore(info);
        if (run.Options.Capture == CaptureMode.No)
            return;
        run.Output = ConsoleCapture.CreateFile(run, Path.Combine(Folder, "cout.txt"));
        run.Output.Pause();
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
    public void Dispose() => _lock?.Dispose();

    private static RunLock AcquireLock(string checkpoints, string id) => RunLock.TryAcquire(checkpoints)
        ?? throw new ResumeException($"Run {id} cannot be resumed because it is still running or another process is resuming it.");
}
