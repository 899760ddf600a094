using System.Text.Json;
using Gen.Configuration;
using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>A recorded run, for use by another program. Nothing in the run folder is changed, and the run may still be active.</summary>
public abstract class Restored
{
    private readonly Lazy<IReadOnlyDictionary<string, JsonElement>> _info;

    private protected Restored(string folder, RunRecord record, Run run)
    {
        (Folder, Run) = (folder, run);
        _info = new(() => record.Info is { } info ? info.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : []);
    }

    /// <summary>The run folder's absolute path, without a separator at the end.</summary>
    public string Folder { get; }

    /// <summary>The number of the run: the name of its folder.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>The log, which receives for example a warning if a damaged file was skipped.</summary>
    public ILogger Log => Run.Log;

    /// <summary>The entries that the program added to the record (<see cref="Run.Info"/>).</summary>
    public IReadOnlyDictionary<string, JsonElement> Info => _info.Value;

    /// <summary>The run of the restored experiment, which records nothing.</summary>
    internal Run Run { get; }

    /// <summary>Returns the path of an artifact of the run.</summary>
    /// <param name="name">The name in the run folder, as given to <see cref="Run.AddArtifact"/>.</param>
    /// <exception cref="RestoreException">The artifact does not exist. The message names the nearest one.</exception>
    public string Artifact(string name)
    {
        ArtifactStore.CheckName(name);
        try
        {
            var path = RunPath.Folder(Path.GetFullPath(name, Folder));
            if (File.Exists(path))
                return path;
        }
        catch (IOException e)
        {
            throw new RestoreException($"Run {Id} has no artifact '{name}': {e.Message}", e);
        }

        var others = RunPath.Files(Folder).Select(f => Path.GetFileName(f));
        throw new RestoreException($"Run {Id} has no artifact '{name}' in '{Folder}'."
            + Shared.NearestName.Hint(name, others));
    }
}

/// <summary>A recorded run and its config. With Gen.Training, <c>Load</c> creates its model with the weights that were saved.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
public sealed class Restored<TExperiment> : Restored
    where TExperiment : class, IExperiment
{
    private Restored(TExperiment experiment, string folder, RunRecord record, Run run)
        : base(folder, record, run) => Experiment = experiment;

    /// <summary>
    /// The experiment with the config of the run, as updated. Captured methods can be called on it: their <c>ILogger</c> is
    /// <see cref="Restored.Log"/>, their random streams begin with the run's seed, and the scalars that they log are not recorded.
    /// </summary>
    public TExperiment Experiment { get; }

    /// <exception cref="RestoreException">The run does not exist, or its record is damaged.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment.</exception>
    internal static Restored<TExperiment> Read(
        ExperimentSchema<TExperiment> schema, string run, IReadOnlyList<string> updates, RunOptions options)
    {
        try
        {
            var folder = RunFolders.Find(run, options.RunsDirectory);
            var record = RunRecord.Read(folder);
            record.CheckExperiment(schema.Name, options.Name);
            var builder = new ConfigBuilder<TExperiment>(schema, options.Force || record.Options.ContainsKey("--force"));
            var experiment = builder.BuildResumed(
                record.ConfigJson, Path.Combine(folder, "config.json"), updates, options.Force, options.Configuration);
            var copy = schema.Clone(experiment);
            var unrecorded = UnrecordedRun.CreateRestored(
                schema.Name, experiment.GivenSeed ?? 0, writer => ConfigWriter.WriteAll(schema, copy, writer), options);
            experiment.Binding.Attach(unrecorded);
            return new Restored<TExperiment>(experiment, folder, record, unrecorded);
        }
        catch (ResumeException e)
        {
            throw new RestoreException(e.Message, e.InnerException);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new RestoreException($"Run '{run}' cannot be read: {FileFailure.Reason(e)}", e);
        }
    }
}
