using Gen.CommandLine;
using Gen.Configuration;
using Gen.Storage;

namespace Gen;

/// <summary>From a run that was recorded to one that can go on: its config and what is changed of it, its command, its folder.</summary>
internal static class ResumePreparation
{
    /// <summary>Prepares <c>resume RUN [with UPDATES]</c>. Nothing is written yet.</summary>
    /// <param name="schema">The experiment's description.</param>
    /// <param name="target">The run's number in the runs directory, or its folder; null if none was given.</param>
    /// <param name="updates">What is changed of the recorded config.</param>
    /// <param name="options">The options; they become the run's own.</param>
    /// <param name="givenOptions">Options as given on the command line.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <exception cref="UserErrorException">The run cannot be resumed, or not so; the message says why.</exception>
    public static PreparedRun<TExperiment> Prepare<TExperiment>(
        ExperimentSchema<TExperiment> schema,
        string? target,
        IReadOnlyList<string> updates,
        RunOptions options,
        IReadOnlyDictionary<string, string?> givenOptions,
        CancellationToken cancellationToken)
        where TExperiment : class, IExperiment
    {
        if (target is null)
            throw new ConfigException("Command resume requires the number or the folder of a run.");
        if (options.Unobserved)
            throw new ConfigException("Option --unobserved cannot be combined with resume, which continues the record.");
        var resumption = Resumption.Open(RunFolders.Find(target, options.RunsDirectory));
        try
        {
            resumption.Record.CheckExperiment(schema.Name, options.Name);
            var command = Command(schema, resumption);
            var config = Config(schema, resumption, updates, options);
            Complete(options, resumption);
            return command.Prepare(schema, config, options, givenOptions, resumption.Link(cancellationToken), resumption);
        }
        catch
        {
            resumption.Dispose();
            throw;
        }
    }

    private static ExperimentCommand<TExperiment> Command<TExperiment>(ExperimentSchema<TExperiment> schema, Resumption resumption)
        where TExperiment : class, IExperiment
    {
        try
        {
            return CommandLookup.Find(schema, resumption.Record.Command);
        }
        catch (ConfigException e)
        {
            throw new ResumeException($"Run {resumption.Id} cannot be resumed: {e.Message}", e);
        }
    }

    private static TExperiment Config<TExperiment>(
        ExperimentSchema<TExperiment> schema, Resumption resumption, IReadOnlyList<string> updates, RunOptions options)
        where TExperiment : class, IExperiment
    {
        var recorded = resumption.Record;
        var builder = new ConfigBuilder<TExperiment>(schema, options.Force || recorded.Options.ContainsKey("--force"));
        var config = builder.BuildResumed(
            recorded.ConfigJson,
            Path.Combine(resumption.Folder, "config.json"),
            updates,
            options.Force,
            options.Configuration);
        RequireSecrets(schema, config, resumption);
        return config.GivenSeed is not null
            ? config
            : throw new ResumeException($"Run {resumption.Id} cannot be resumed because its config.json has no seed.");
    }

    /// <exception cref="ResumeException">A secret that the run was given is missing, and has no default value.</exception>
    private static void RequireSecrets<TExperiment>(ExperimentSchema<TExperiment> schema, TExperiment config, Resumption resumption)
        where TExperiment : class, IExperiment
    {
        foreach (var key in resumption.Record.Secrets)
        {
            var index = schema.Layout.Find(config, key);
            if (index < 0 || ConfigWriter.EntryText(schema.Layout.Entries[index], config) is not ("null" or "\"\"" or "[]" or "{}"))
                continue;
            throw new ResumeException(
                $"Run {resumption.Id} cannot be resumed without the secret entry '{key}', which is not recorded. Set {VariableOf(key)}, or "
                + $"write 'with {key}=VALUE'.");
        }
    }

    /// <summary>Returns the environment variable of an entry.</summary>
    public static string VariableOf(string key) => "GEN__" + key.ToUpperInvariant().Replace(".", "__", StringComparison.Ordinal);

    /// <summary>What the run was called and how it was recorded, where nothing else is said now.</summary>
    private static void Complete(RunOptions options, Resumption resumption)
    {
        var recorded = resumption.Record;
        options.RunsDirectory = resumption.Root;
        options.Name = recorded.ExperimentName;
        options.Comment ??= recorded.Comment;
        options.EnforceClean |= resumption.BeginsAnew && recorded.Options.ContainsKey("--enforce-clean");
        options.RecordDiff &= !recorded.Options.ContainsKey("--no-diff");
        options.Capture = recorded.Options.GetValueOrDefault("--capture") switch
        {
            "no" => CaptureMode.No,
            "raw" => CaptureMode.Raw,
            _ => options.Capture,
        };
    }
}
