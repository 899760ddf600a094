using Gen.IO;
using Gen.Storage;

namespace Gen;

/// <summary>The earlier part of a run that is being resumed: its folder, its record, and whether the run has come to where it goes on.</summary>
internal sealed class Resumption : IDisposable
{
    private volatile bool _isReplaying = true;
    private RunLock? _lock;

    private Resumption(string folder, RunRecord record, RunLock? held) => (Folder, Record, _lock) = (folder, record, held);

    /// <summary>The run folder's absolute path, without a separator at the end.</summary>
    public string Folder { get; }

    public string Id => Path.GetFileName(Folder);

    /// <summary>The runs directory: the run may have been moved since it was recorded.</summary>
    public string Root => Path.GetDirectoryName(Folder) ?? Folder;

    public RunRecord Record { get; }

    public bool IsReplaying => _isReplaying;

    /// <summary>Checks that a run can be resumed, and keeps others from doing so.</summary>
    /// <param name="folder">The run folder.</param>
    /// <exception cref="ResumeException">It cannot.</exception>
    public static Resumption Of(string folder)
    {
        var checkpoints = Path.Combine(folder, "checkpoints");
        var id = Path.GetFileName(folder);
        RunLock? held = null;
        try
        {
            // What another process may just be writing is read under the lock. A run without one is looked at first, so that nothing is made for nothing.
            if (RunLock.Exists(checkpoints))
                held = Take(checkpoints, id);
            var record = RunRecord.Read(folder);
            return RunLock.HasOthers(checkpoints)
                ? new Resumption(folder, record, held)
                : throw new ResumeException($"run {id} cannot be resumed: it has no checkpoint; a training that has the callback BackupAndRestore makes them");
        }
        catch (Exception e)
        {
            held?.Dispose();
            if (FileFailure.Is(e))
                throw new ResumeException($"run {id} cannot be resumed: {FileFailure.Reason(e)}", e);
            throw;
        }
    }

    /// <summary>Takes the run's folder for the run, as a new run makes one.</summary>
    /// <exception cref="ResumeException">Another process has it.</exception>
    public void Claim(Run run)
    {
        try
        {
            _lock ??= Take(Path.Combine(Folder, "checkpoints"), Id);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new ResumeException($"run {Id} cannot be resumed: {FileFailure.Reason(e)}", e);
        }

        (run.Id, run.Directory) = (Id, Folder);
        if (Record.Info is { } info)
            run.Info.Restore(info);
        if (run.Options.Capture == CaptureMode.No)
            return;
        run.Output = new AppendFile(Path.Combine(Folder, "cout.txt"));
        run.Output.Pause();
    }

    /// <summary>What the run was started with, and what is given now on top.</summary>
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
        };
    }

    /// <summary>What happens from now on is new.</summary>
    public void GoLive() => _isReplaying = false;

    /// <summary>Lets others resume the run.</summary>
    public void Dispose() => _lock?.Dispose();

    private static RunLock Take(string checkpoints, string id) => RunLock.TryTake(checkpoints)
        ?? throw new ResumeException($"run {id} cannot be resumed: it is still going on, or another process is resuming it");
}
