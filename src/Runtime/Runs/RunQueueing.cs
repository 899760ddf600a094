using Gen.IO;
using Gen.Storage;

namespace Gen;

/// <summary>The option <c>--queue</c>: the record of a run that a worker starts later.</summary>
internal static class RunQueueing
{
    /// <summary>Writes the folder of a run with its config and the status QUEUED, and adds it to the queue.</summary>
    /// <exception cref="RunStartException">The folder cannot be written. Nothing is left behind.</exception>
    public static void Add(Run run)
    {
        if (run.Options.EnforceClean)
            GitInfo.EnforceClean(run.Start);
        if (run.Options.Observers.OfType<IQueueObserver>().FirstOrDefault() is { } queue)
        {
            Console.Out.WriteLine(queue.Add(run));
            ReportSecrets(run);
            return;
        }

        var root = Path.GetFullPath(run.Options.RunsDirectory);
        (run.Status, run.Queued) = (RunStatus.Queued, Timestamp.ToText(DateTime.UtcNow));
        var record = RunJson.Create(run);
        var mark = HighWaterMark.OfRuns(root);
        var id = RunFolderClaim.ClaimHidden(
            root,
            run.Options.RunsDirectory,
            folder =>
            {
                JsonFile.Replace(Path.Combine(folder, "config.json"), run.Start.WriteConfig);
                JsonFile.Replace(Path.Combine(folder, "run.json"), record.Write);
                JsonFile.Replace(Path.Combine(folder, "info.json"), run.Info.WriteJson);
            },
            mark);
        try
        {
            // Before its folder has its name: a run without an entry would wait for ever.
            new RunQueue(root).Add(id);
            RunFolderClaim.Show(root, id, mark);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new RunFolderException(
                $"Cannot queue the run in the runs directory '{run.Options.RunsDirectory}': {FileFailure.Reason(e)}", e);
        }

        run.Id = id;
        Console.Out.WriteLine($"Queued run {id}");
        ReportSecrets(run);
    }

    private static void ReportSecrets(Run run)
    {
        foreach (var secret in run.Start.Secrets)
            ConsoleCapture.WriteError(
                $"The secret entry '{secret}' is not stored: set {ResumePreparation.VariableOf(secret)} where 'gen work' runs."
                + Environment.NewLine,
                null);
    }
}
