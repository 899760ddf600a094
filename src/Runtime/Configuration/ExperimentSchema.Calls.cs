namespace Gen.Configuration;

/// <content>
/// What the members that users call hand on to. Methods of the schema, not of <see cref="ExperimentRunner"/>: the compiler would infer type arguments and check
/// their constraints in every experiment.
/// </content>
public abstract partial class ExperimentSchema<TExperiment>
{
    /// <summary>Runs what a command line says; gives the exit code.</summary>
    public Task<int> RunAsync(string[] args, RunOptions? options) => ExperimentRunner.RunAsync(this, args, options);

    /// <summary>Runs a command with a config made by code; gives the finished run with its result.</summary>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public Task<Run<TResult>> RunCommandAsync<TResult>(
        ExperimentCommand<TExperiment, TResult> command, TExperiment config, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.RunAsync(this, command, config, options, cancellationToken);

    /// <summary>The same for a command without a result.</summary>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public Task<Run> RunWithoutResultAsync(
        ExperimentCommand<TExperiment, object?> command, TExperiment config, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.RunWithoutResultAsync(this, command, config, options, cancellationToken);

    /// <summary>Goes on with a run that was recorded, from its newest checkpoint, in its folder and with its command.</summary>
    /// <exception cref="ResumeException">There is no such run, or it cannot be resumed; nothing was changed.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment; nothing was changed.</exception>
    public Task<Run> ResumeAsync(string run, string[]? updates, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.ResumeAsync(this, run, updates ?? [], options, cancellationToken);

    /// <summary>What a recorded run left, with its config as an experiment: for use elsewhere.</summary>
    /// <exception cref="RestoreException">There is no such run, or its record is damaged.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment.</exception>
    public Restored<TExperiment> Restore(string run, string[]? updates, RunOptions? options) => ExperimentRunner.Restore(this, run, updates ?? [], options);

    /// <summary>The config that a list of named configs, files and <c>key=value</c> makes.</summary>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public TExperiment Parse(string[] updates) => ExperimentRunner.Parse(this, updates);

    /// <summary>All entries as JSON text, as a run records them.</summary>
    public string ToJson(TExperiment config) => ExperimentRunner.ToJson(this, config);

    /// <summary>The config that a JSON text describes; entries that it lacks keep their defaults, derived values are passed over.</summary>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public TExperiment FromJson(string json) => ExperimentRunner.FromJson(this, json);
}
