using Gen.Configuration;

namespace Gen;

/// <summary>
/// The members that every experiment has: <c>ApiDocs.RunAsync(args)</c>, <c>ApiDocs.Parse("epochs=3")</c>, <c>config.ToJson()</c>. They are
/// extension members, because what is the same for all experiments need not be generated and compiled for each.
/// </summary>
public static partial class ExperimentExtensions
{
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    extension<TExperiment>(TExperiment)
        where TExperiment : class, IExperiment<TExperiment>
    {
        /// <summary>Continues a recorded run from its newest checkpoint, in its folder and with its command and config.</summary>
        /// <param name="run">The run's number in the runs directory, or its folder.</param>
        /// <param name="updates">Changes of the recorded config, as on the command line: <c>"epochs=20"</c>.</param>
        /// <param name="options">Options of the continued run, which keeps its name and folder; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the run as interrupted.</param>
        /// <returns>The finished run.</returns>
        /// <exception cref="ResumeException">There is no such run, or it cannot be resumed; nothing was changed.</exception>
        /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment; nothing was changed.</exception>
        public static async Task<Run> ResumeAsync(
            string run, string[]? updates = null, RunOptions? options = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(run);
            options = options?.Copy() ?? new RunOptions();
            var given = new Dictionary<string, string?>();
            var prepared = ResumePreparation.Prepare(TExperiment.Schema, run, updates ?? [], options, given, cancellationToken);
            await RunSession.ExecuteAsync(prepared.Run, prepared.InvokeAsync).ConfigureAwait(false);
            return prepared.Run;
        }

        /// <summary>
        /// Reads what a recorded run left, for use elsewhere: its config, on which captured methods can be called, its files and, with
        /// Gen.Training, its model.
        /// </summary>
        /// <param name="run">The run's number in the runs directory, or its folder.</param>
        /// <param name="updates">Changes of the recorded config, as on the command line: <c>"device=cpu"</c>.</param>
        /// <param name="options">The runs directory and the log; null for the defaults.</param>
        /// <exception cref="RestoreException">There is no such run, or its record is damaged.</exception>
        /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment.</exception>
        public static Restored<TExperiment> Restore(string run, string[]? updates = null, RunOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(run);
            return Restored<TExperiment>.Read(TExperiment.Schema, run, updates ?? [], options ?? new RunOptions());
        }

        /// <summary>Creates the config that named configs, config files and <c>key=value</c> make, on top of the environment.</summary>
        /// <param name="updates">As on the command line: <c>"fast", "epochs=3"</c>.</param>
        /// <exception cref="ConfigException">A key or a value is not valid. The message names it.</exception>
        public static TExperiment Parse(params string[] updates) =>
            new ConfigBuilder<TExperiment>(TExperiment.Schema, false).Build(updates, null);

        /// <summary>
        /// Creates the config of a run with these options: <see cref="RunOptions.Configuration"/> comes first, then the environment, then
        /// the updates.
        /// </summary>
        /// <param name="options">The options.</param>
        /// <param name="updates">As on the command line: <c>"fast", "epochs=3"</c>.</param>
        /// <exception cref="ConfigException">A key or a value is not valid. The message names it.</exception>
        public static TExperiment Parse(RunOptions options, params string[] updates)
        {
            ArgumentNullException.ThrowIfNull(options);
            return new ConfigBuilder<TExperiment>(TExperiment.Schema, options.Force).Build(updates, options.Configuration);
        }

        /// <summary>Creates the config that a JSON text describes; entries that it lacks keep their defaults, derived values are
        /// ignored.</summary>
        /// <param name="json">A JSON object, such as a run's <c>config.json</c>.</param>
        /// <exception cref="ConfigException">A key or a value is not valid. The message names it.</exception>
        public static TExperiment FromJson(string json) => new ConfigBuilder<TExperiment>(TExperiment.Schema, false).BuildFromJson(json);
    }

    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="experiment">The config.</param>
    extension<TExperiment>(TExperiment experiment)
        where TExperiment : class, IExperiment<TExperiment>
    {
        /// <summary>Writes all entries as JSON, derived values too, as a run records them.</summary>
        public string ToJson()
        {
            var schema = TExperiment.Schema;
            return ConfigWriter.AllText(schema, schema.Clone(experiment));   // the copy has all its blocks
        }
    }
}
