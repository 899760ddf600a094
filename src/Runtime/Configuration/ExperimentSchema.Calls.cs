namespace Gen.Configuration;

/// <content>
/// What the members that users call hand on to. Methods of the schema, not of <see cref="ExperimentRunner"/>: the compiler would infer type arguments and check
/// their constraints in every experiment.
/// </content>
public abstract partial class ExperimentSchema<TExperiment>
{
    /// <summary>Runs what the command line says: a command, options, named configs, config files and <c>key=value</c> (see <c>--help</c>).</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="options">Options that the arguments go on top of; null for the defaults.</param>
    /// <returns>The exit code: 0 done, 1 the run failed, 2 bad command line or config, 130 interrupted, 143 terminated.</returns>
    public Task<int> RunAsync(string[] args, RunOptions? options) => ExperimentRunner.RunAsync(this, args, options);

    /// <summary>Runs what the command line says until a token ends the run, such as a host's stopping token. Signals are the host's affair then.</summary>
    /// <param name="args">The program's arguments.</param>
    /// <param name="options">Options that the arguments go on top of; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted, with exit code 130.</param>
    public Task<int> RunUntilAsync(string[] args, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.RunAsync(this, args, options, cancellationToken);

    /// <summary>Runs the method marked <c>[Main]</c> with this config, as often as one likes in a process, also at the same time.</summary>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="command">The command of that method.</param>
    /// <param name="config">The config; the run works on a copy of it.</param>
    /// <param name="options">Where and how the run is recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The finished run with its result.</returns>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public Task<Run<TResult>> RunCommandAsync<TResult>(
        ExperimentCommand<TExperiment, TResult> command, TExperiment config, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.RunAsync(this, command, config, options, cancellationToken);

    /// <summary>Runs the method marked <c>[Main]</c> with this config, as often as one likes in a process, also at the same time.</summary>
    /// <param name="command">The command of that method.</param>
    /// <param name="config">The config; the run works on a copy of it.</param>
    /// <param name="options">Where and how the run is recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The finished run.</returns>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public Task<Run> RunWithoutResultAsync(
        ExperimentCommand<TExperiment, object?> command, TExperiment config, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.RunWithoutResultAsync(this, command, config, options, cancellationToken);

    /// <summary>Goes on with a run that was recorded, from its newest checkpoint, in its folder and with its command and config.</summary>
    /// <param name="run">The run's number in the runs directory, or its folder.</param>
    /// <param name="updates">What is changed of the recorded config, as on the command line: <c>"epochs=20"</c>.</param>
    /// <param name="options">How the run goes on; null for the defaults. It keeps its name and folder.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The finished run.</returns>
    /// <exception cref="ResumeException">There is no such run, or it cannot be resumed; nothing was changed.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment; nothing was changed.</exception>
    public Task<Run> ResumeAsync(string run, string[]? updates, RunOptions? options, CancellationToken cancellationToken) =>
        ExperimentRunner.ResumeAsync(this, run, updates ?? [], options, cancellationToken);

    /// <summary>What a recorded run left, for use elsewhere: its config, on which captured methods can be called, its files and, with Gen.Training, its model.</summary>
    /// <param name="run">The run's number in the runs directory, or its folder.</param>
    /// <param name="updates">What is changed of the recorded config, as on the command line: <c>"device=cpu"</c>.</param>
    /// <param name="options">The runs directory and the log; null for the defaults.</param>
    /// <exception cref="RestoreException">There is no such run, or its record is damaged.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment.</exception>
    public Restored<TExperiment> Restore(string run, string[]? updates, RunOptions? options) => ExperimentRunner.Restore(this, run, updates ?? [], options);

    /// <summary>The config that named configs, config files and <c>key=value</c> make, on top of the environment.</summary>
    /// <param name="updates">As on the command line: <c>"fast", "epochs=3"</c>.</param>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public TExperiment Parse(string[] updates) => ExperimentRunner.Parse(this, updates);

    /// <summary>The config of a run with these options: as from the updates alone, but <see cref="RunOptions.Configuration"/> comes before the environment.</summary>
    /// <param name="options">The options.</param>
    /// <param name="updates">As on the command line: <c>"fast", "epochs=3"</c>.</param>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public TExperiment ParseFor(RunOptions options, string[] updates) => ExperimentRunner.Parse(this, updates, options);

    /// <summary>All entries as JSON, derived values too, as a run records them.</summary>
    /// <param name="config">The config.</param>
    public string ToJson(TExperiment config) => ExperimentRunner.ToJson(this, config);

    /// <summary>The config that a JSON text describes; entries that it lacks keep their defaults, derived values are passed over.</summary>
    /// <param name="json">A JSON object, such as a run's <c>config.json</c>.</param>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public TExperiment FromJson(string json) => ExperimentRunner.FromJson(this, json);
}
