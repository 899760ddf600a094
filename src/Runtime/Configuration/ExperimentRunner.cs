using System.ComponentModel;
using Gen.CommandLine;

namespace Gen.Configuration;

/// <summary>What the generated members of an experiment call: from a command line or a config to a finished run.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExperimentRunner
{
    /// <summary>Runs what a command line says; gives the exit code.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">Its generated description.</param>
    /// <param name="args">The program's arguments.</param>
    /// <param name="options">Options that the arguments go on top of; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted. Whoever gives one that can be cancelled has the signals' handling too.</param>
    public static Task<int> RunAsync<TExperiment>(ExperimentSchema<TExperiment> schema, string[] args, RunOptions? options, CancellationToken cancellationToken = default)
        where TExperiment : class, IExperiment
    {
        // Not an async method, here and below: the way to the user's first line is part of every program's start-up time.
        RunSession.Prepare();
        options = options?.Copy() ?? new RunOptions();   // what the arguments say is for this call alone
        options.HandleSignals |= !cancellationToken.CanBeCanceled;
        var run = default(Run);
        try
        {
            var arguments = CommandLineArguments.Parse(args, options);
            if (BuiltInCommands.TryRun(schema, arguments))
                return Task.FromResult(ExitCode.Done);
            PreparedRun<TExperiment> prepared;
            if (arguments.Command == BuiltInCommands.Resume)
            {
                prepared = ResumePreparation.Prepare(schema, arguments.File, arguments.Updates, options, arguments.GivenOptions, cancellationToken);
            }
            else
            {
                var command = RunPreparation.FindCommand(schema, arguments.Command);
                var config = new ConfigBuilder<TExperiment>(schema, options.Force).Build(arguments.Updates, options.Configuration);
                prepared = RunPreparation.Prepare(schema, command, config, options, arguments.GivenOptions, cancellationToken);
            }

            run = prepared.Run;
            var ending = RunSession.ExecuteAsync(run, prepared.InvokeAsync);
            return ending.IsCompletedSuccessfully ? Task.FromResult(ExitCode.Of(run, null)) : FinishAsync(ending, run);
        }
        catch (Exception e)
        {
            ErrorReport.Print(e, run, options.Debug);
            return Task.FromResult(ExitCode.Of(run, e));
        }
    }

    /// <summary>Runs a command with a config made by code; gives the finished run with its result.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <typeparam name="TResult">The command's result.</typeparam>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="command">The command.</param>
    /// <param name="config">The config; a copy of it becomes the run's own, so it can be used again.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public static async Task<Run<TResult>> RunAsync<TExperiment, TResult>(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment, TResult> command,
        TExperiment config,
        RunOptions? options,
        CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        ArgumentNullException.ThrowIfNull(config);
        ConfigBuilder<TExperiment>.Validate(schema, schema.Clone(config));   // the copy has all its blocks
        var prepared = RunPreparation.Prepare(schema, command, config, options ?? new RunOptions(), null, cancellationToken);
        await RunSession.ExecuteAsync(prepared.Run, prepared.InvokeAsync).ConfigureAwait(false);
        return (Run<TResult>)prepared.Run;
    }

    /// <summary>The same for a command without a result.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="command">The command.</param>
    /// <param name="config">The config; a copy of it becomes the run's own, so it can be used again.</param>
    /// <param name="options">Options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public static async Task<Run> RunWithoutResultAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment, object?> command,
        TExperiment config,
        RunOptions? options,
        CancellationToken cancellationToken)
        where TExperiment : class, IExperiment =>
        await RunAsync(schema, command, config, options, cancellationToken).ConfigureAwait(false);

    /// <summary>The config that a list of named configs, files and <c>key=value</c> makes.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">Its generated description.</param>
    /// <param name="updates">Named configs, files and <c>key=value</c>.</param>
    /// <param name="options">Has the program's configuration, and whether keys are taken that no entry has; null for neither.</param>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public static TExperiment Parse<TExperiment>(ExperimentSchema<TExperiment> schema, string[] updates, RunOptions? options = null)
        where TExperiment : class, IExperiment => new ConfigBuilder<TExperiment>(schema, options is { Force: true }).Build(updates, options?.Configuration);

    /// <summary>All entries as JSON text, as a run records them.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">Its generated description.</param>
    /// <param name="config">The config.</param>
    public static string ToJson<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config)
        where TExperiment : class, IExperiment => ConfigWriter.AllText(schema, schema.Clone(config));

    /// <summary>The config that a JSON text describes; entries that it lacks keep their defaults, derived values are passed over.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">Its generated description.</param>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public static TExperiment FromJson<TExperiment>(ExperimentSchema<TExperiment> schema, string json)
        where TExperiment : class, IExperiment => new ConfigBuilder<TExperiment>(schema, false).BuildFromJson(json);

    /// <summary>Goes on with a run that was recorded, from its newest checkpoint, in its folder and with its command.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="run">The run's number in the runs directory, or its folder.</param>
    /// <param name="updates">What is changed of the recorded config: named configs, files and <c>key=value</c>.</param>
    /// <param name="options">Options; null for the defaults. The run keeps its name and folder.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <exception cref="ResumeException">There is no such run, or it cannot be resumed; nothing was changed.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment; nothing was changed.</exception>
    public static async Task<Run> ResumeAsync<TExperiment>(
        ExperimentSchema<TExperiment> schema, string run, string[] updates, RunOptions? options, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        ArgumentNullException.ThrowIfNull(run);
        options = options?.Copy() ?? new RunOptions();
        var prepared = ResumePreparation.Prepare(schema, run, updates, options, new Dictionary<string, string?>(), cancellationToken);
        await RunSession.ExecuteAsync(prepared.Run, prepared.InvokeAsync).ConfigureAwait(false);
        return prepared.Run;
    }

    /// <summary>What a recorded run left, with its config as an experiment: for use elsewhere.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="run">The run's number in the runs directory, or its folder.</param>
    /// <param name="updates">What is changed of the recorded config: named configs, files and <c>key=value</c>.</param>
    /// <param name="options">The runs directory and the log; null for the defaults.</param>
    /// <exception cref="RestoreException">There is no such run, or its record is damaged.</exception>
    /// <exception cref="ConfigException">The recorded config or an update does not fit the experiment.</exception>
    public static Restored<TExperiment> Restore<TExperiment>(ExperimentSchema<TExperiment> schema, string run, string[] updates, RunOptions? options)
        where TExperiment : class, IExperiment
    {
        ArgumentNullException.ThrowIfNull(run);
        return Restored<TExperiment>.Read(schema, run, updates, options ?? new RunOptions());
    }

    private static async Task<int> FinishAsync(Task ending, Run run)
    {
        try
        {
            await ending.ConfigureAwait(false);
            return ExitCode.Of(run, null);
        }
        catch (Exception e)
        {
            ErrorReport.Print(e, run, run.Options.Debug);
            return ExitCode.Of(run, e);
        }
    }
}
