using Gen.CommandLine;
using Gen.Configuration;

namespace Gen;

/// <summary>From a config to a run that can be executed.</summary>
internal static class RunPreparation
{
    private static readonly Dictionary<string, string?> s_noOptions = [];
    private static readonly Dictionary<string, string> s_noUpdates = [];

    /// <summary>The command with a name, the main one for null.</summary>
    /// <exception cref="ConfigException">There is none; the message names the nearest.</exception>
    public static ExperimentCommand<TExperiment> FindCommand<TExperiment>(ExperimentSchema<TExperiment> schema, string? name)
        where TExperiment : class, IExperiment
    {
        foreach (var command in schema.Commands)
        {
            if (command.Name == (name ?? BuiltInCommands.Run))
                return command;
        }

        throw NoSuchCommand(schema, name);
    }

    /// <summary>Draws the seed if none was given and makes the run's own copy of the config. Nothing is written yet.</summary>
    /// <exception cref="MissingServicesException">The command cannot be called without services.</exception>
    public static PreparedRun<TExperiment> Prepare<TExperiment>(
        ExperimentSchema<TExperiment> schema,
        ExperimentCommand<TExperiment> command,
        TExperiment given,
        RunOptions options,
        IReadOnlyDictionary<string, string?>? givenOptions,
        CancellationToken cancellationToken,
        Resumption? resumption = null)
        where TExperiment : class, IExperiment
    {
        if (command.ServicesFor is { } method && options.Services is null)
            throw RunServices.Missing(method);
        // The run's own copy: the same config can run again, also at the same time.
        var config = schema.Clone(given);
        var seed = config.GivenSeed ?? Random.Shared.Next(1, 1_000_000_000);
        schema.AssignSeed(config, seed);
        // The record is written while the body runs already, and must not see what the body changes.
        var recorded = schema.Clone(config);
        var trace = config.Binding.Trace;
        var start = new RunStart
        {
            ExperimentName = schema.Name,
            Command = command.Name,
            Doc = schema.Doc,
            Seed = seed,
            WriteConfig = writer => ConfigWriter.WriteAll(schema, recorded, writer),
            ConfigUpdates = trace is { Updates.Count: > 0 } ? Updates(trace) : s_noUpdates,
            NamedConfigs = trace?.NamedConfigs ?? [],
            Options = givenOptions ?? s_noOptions,
        };
        if (resumption is not null)
            start = resumption.Merge(start);
        var run = command.CreateRun(start, options, cancellationToken);
        if (resumption is not null)
            run.Resumption = resumption;
        config.Binding.Attach(run);
        schema.OnStarting(config, run);
        return new PreparedRun<TExperiment>(run, command, config, resumption is not null);
    }

    // Apart from the search, which every start compiles.
    private static ConfigException NoSuchCommand<TExperiment>(ExperimentSchema<TExperiment> schema, string? name)
        where TExperiment : class, IExperiment
    {
        var names = new List<string>();
        foreach (var command in schema.Commands)
            names.Add(command.Name);
        names.AddRange(BuiltInCommands.Names);
        if (name is null or BuiltInCommands.Run)
            return new ConfigException(
                $"{schema.Name} has no method marked [Main], so there is nothing to run; the commands are {string.Join(", ", names)}"
            );
        var normalized = Shared.KeyName.Normalize(name);
        foreach (var named in schema.NamedConfigs)
        {
            if (Shared.KeyName.Normalize(named.Name) == normalized)
                return new ConfigException($"there is no command '{name}', but a named config of that name: write 'with {name}'");
        }

        return new ConfigException($"there is no command '{name}'" + ConfigErrors.DidYouMean(name, names, "the commands are"));
    }

    private static Dictionary<string, string> Updates(ConfigTrace trace)
    {
        var updates = new Dictionary<string, string>();
        foreach (var (key, text) in trace.Updates)
            updates[key] = text;
        return updates;
    }
}

/// <summary>A run, the command that it executes, and its own copy of the config.</summary>
internal sealed class PreparedRun<TExperiment>(Run run, ExperimentCommand<TExperiment> command, TExperiment config, bool isResumed)
    where TExperiment : class, IExperiment
{
    public Run Run => run;

    /// <summary>Calls the user's method.</summary>
    public ValueTask InvokeAsync(Run _) => isResumed ? InvokeResumedAsync() : command.InvokeAsync(config, run);

    private async ValueTask InvokeResumedAsync()
    {
        await command.InvokeAsync(config, run).ConfigureAwait(false);
        if (run.IsReplaying && !run.CancellationRequested)
            throw new ResumeException(
                $"Run {run.Id} was not continued because its command ended before it reached a checkpoint. Its record is unchanged."
            );
    }
}
