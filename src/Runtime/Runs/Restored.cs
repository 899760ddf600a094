using System.Text.Json;
using Gen.Configuration;
using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>What a run left, for use elsewhere. Nothing in the run folder is changed by it, and the run may still be going on.</summary>
public abstract class Restored
{
    private readonly Lazy<IReadOnlyDictionary<string, JsonElement>> _info;

    private protected Restored(string folder, RunRecord record, ILogger log)
    {
        (Folder, Log) = (folder, log);
        _info = new(() => record.Info is { } info ? info.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : []);
    }

    /// <summary>The run folder's absolute path, without a separator at the end.</summary>
    public string Folder { get; }

    /// <summary>The run's number: the folder's name.</summary>
    public string Id => Path.GetFileName(Folder);

    /// <summary>Told what was found and what was not: that a damaged file was passed over, say.</summary>
    public ILogger Log { get; }

    /// <summary>What the program remarked on the run (<see cref="Run.Info"/>).</summary>
    public IReadOnlyDictionary<string, JsonElement> Info => _info.Value;

    /// <summary>The path of a file that the run kept.</summary>
    /// <param name="name">Its name in the run folder, as given to <see cref="Run.AddArtifact"/>.</param>
    /// <exception cref="RestoreException">There is none; the message names the nearest.</exception>
    public string Artifact(string name)
    {
        ArtifactNames.Check(name);
        var path = Path.GetFullPath(name, Folder);
        if (File.Exists(path))
            return path;
        var others = Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder).Select(f => Path.GetFileName(f)) : [];
        throw new RestoreException($"run {Id} has no artifact '{name}' in '{Folder}'"
            + (Shared.NearestName.Find(name, [.. others]) is { } near ? $"; did you mean '{near}'?" : ""));
    }
}

/// <summary>What a run left, and its config. With Gen.Training <c>Load</c> makes its model from it, with the weights that were saved.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
public sealed class Restored<TExperiment> : Restored
    where TExperiment : class, IExperiment
{
    private Restored(TExperiment experiment, string folder, RunRecord record, ILogger log)
        : base(folder, record, log) => Experiment = experiment;

    /// <summary>
    /// The experiment with the config that the run had, as updated. Captured methods can be called on it; their <c>ILogger</c> is <see cref="Restored.Log"/>, their random
    /// streams begin with the run's seed, and what they log as scalars is not recorded.
    /// </summary>
    public TExperiment Experiment { get; }

    /// <exception cref="RestoreException">There is no such run, or its record is damaged.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment.</exception>
    internal static Restored<TExperiment> Of(ExperimentSchema<TExperiment> schema, string run, IReadOnlyList<string> updates, RunOptions options)
    {
        try
        {
            var folder = RunFolders.Find(run, options.RunsDirectory);
            var config = Path.Combine(folder, "config.json");
            if (File.Exists(Path.Combine(folder, "run.json")) && !File.Exists(config))
                throw new RestoreException($"run {Path.GetFileName(folder)} has no config.json: '{folder}' is not whole");
            var record = RunRecord.Read(folder);
            if (record.ExperimentName != schema.Name && record.ExperimentName != (record.Options.GetValueOrDefault("--name") ?? options.Name))
                throw new RestoreException($"run {Path.GetFileName(folder)} is one of the experiment '{record.ExperimentName}', not of '{schema.Name}'");
            var builder = new ConfigBuilder<TExperiment>(schema, options.Force || record.Options.ContainsKey("--force"));
            var experiment = builder.BuildResumed(record.ConfigJson, config, updates, options.Force);
            var stub = new RestoredRun(schema.Name, experiment.GivenSeed ?? 0, options);
            experiment.Binding.Attach(stub);
            return new Restored<TExperiment>(experiment, folder, record, stub.Log);
        }
        catch (ResumeException e)
        {
            throw new RestoreException(e.Message, e.InnerException);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            throw new RestoreException($"run '{run}' cannot be read: {FileFailure.Reason(e)}", e);
        }
    }
}
