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
    public static async Task<int> RunAsync<TExperiment>(ExperimentSchema<TExperiment> schema, string[] args, RunOptions? options)
        where TExperiment : class, IExperiment
    {
        options = options?.Copy() ?? new RunOptions();   // what the arguments say is for this call alone
        options.HandleSignals = true;
        var run = default(Run);
        try
        {
            var arguments = CommandLineArguments.Parse(args, options);
            if (arguments.Help)
            {
                HelpPage.Print(schema);
                return ExitCode.Done;
            }

            if (BuiltInCommands.TryRun(schema, arguments))
                return ExitCode.Done;
            var command = FindCommand(schema, arguments.Command);
            var config = new ConfigBuilder<TExperiment>(schema, options.Force).Build(arguments.Updates);
            var prepared = Prepare(schema, command, config, options, arguments.GivenOptions, default);
            run = prepared.Run;
            await RunSession.ExecuteAsync(run, prepared.InvokeAsync).ConfigureAwait(false);
            return ExitCode.Of(run, null);
        }
        catch (Exception e)
        {
            ErrorReport.Print(e, run, options.Debug);
            return ExitCode.Of(run, e);
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
        var prepared = Prepare(schema, command, config, options ?? new RunOptions(), null, cancellationToken);
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
    /// <exception cref="ConfigException">Something does not fit; the message says what.</exception>
    public static TExperiment Parse<TExperiment>(ExperimentSchema<TExperiment> schema, string[] updates)
        where TExperiment : class, IExperiment => new ConfigBuilder<TExperiment>(schema, false).Build(updates);

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

    private static ExperimentCommand<TExperiment> FindCommand<TExperiment>(ExperimentSchema<TExperiment> schema, string? name)
        where TExperiment : class, IExperiment
    {
        foreach (var command in schema.Commands)
        {
            if (command.Name == (name ?? BuiltInCommands.Run))
                return command;
        }

        var names = new List<string>();
        foreach (var command in schema.Commands)
            names.Add(command.Name);
        names.AddRange(BuiltInCommands.Names);
        if (name is null or BuiltInCommands.Run)
            throw new ConfigException($"{schema.Name} has no method marked [Main], so there is nothing to run; the commands are {string.Join(", ", names)}");
        var normalized = Shared.KeyName.Normalize(name);
        foreach (var named in schema.NamedConfigs)
        {
            if (Shared.KeyName.Normalize(named.Name) == normalized)
                throw new ConfigException($"there is no command '{name}', but a named config of that name: write 'with {name}'");
        }

        throw new ConfigException($"there is no command '{name}'" + Messages.DidYouMean(name, names, "the commands are"));
    }

    private static PreparedRun<TExperiment> Prepare<TExperiment>(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment> command,
        TExperiment given,
        RunOptions options,
        IReadOnlyDictionary<string, string?>? givenOptions,
        CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        // The run's own copy: the same config can run again, also at the same time.
        var config = schema.Clone(given);
        var seed = config.GivenSeed ?? Random.Shared.Next(1, 1_000_000_000);
        schema.AssignSeed(config, seed);
        var trace = config.Binding.Trace;
        var start = new RunStart
        {
            ExperimentName = schema.Name,
            Command = command.Name,
            Doc = schema.Doc,
            Seed = seed,
            WriteConfig = writer => ConfigWriter.WriteAll(schema, config, writer),
            ConfigUpdates = Updates(trace),
            NamedConfigs = trace?.NamedConfigs ?? [],
            Options = givenOptions ?? new Dictionary<string, string?>(),
        };
        var run = command.CreateRun(start, options, cancellationToken);
        config.Binding.Attach(run);
        schema.OnStarting(run);
        return new PreparedRun<TExperiment>(run, command, config);
    }

    private static Dictionary<string, string> Updates(ConfigTrace? trace)
    {
        var updates = new Dictionary<string, string>();
        foreach (var (key, text) in trace?.Updates ?? [])
            updates[key] = text;
        return updates;
    }

    private sealed record PreparedRun<TExperiment>(Run Run, ExperimentCommand<TExperiment> Command, TExperiment Config)
        where TExperiment : class, IExperiment
    {
        public ValueTask InvokeAsync(Run run) => Command.InvokeAsync(Config, run);
    }
}
