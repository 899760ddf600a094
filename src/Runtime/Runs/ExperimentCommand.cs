using System.ComponentModel;
using Gen.Configuration;
using Gen.Search;

namespace Gen;

/// <summary>A method that the command line can run.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="name">The word that runs it.</param>
/// <param name="doc">The first paragraph of the doc comment; null without one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentCommand<TExperiment>(string name, string? doc)
    where TExperiment : class, IExperiment
{
    /// <summary>The word that runs the command.</summary>
    public string Name { get; } = name;

    /// <summary>The first paragraph of the doc comment; null without one.</summary>
    public string? Doc { get; } = doc;

    /// <summary>The method, as in <c>ApiDocs.Train</c>, if it has a parameter that cannot be filled without services; otherwise
    /// null.</summary>
    public string? ServicesFor { get; init; }

    /// <summary>Runs the method marked <c>[Main]</c> with this config, any number of times in a process, also concurrently.</summary>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="config">The config; the run works on a copy of it.</param>
    /// <param name="options">Where and how the run is recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The finished run.</returns>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public async Task<Run> RunWithoutResultAsync(
        ExperimentSchema<TExperiment> schema, TExperiment config, RunOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(config);
        ConfigBuilder<TExperiment>.Validate(schema, schema.Clone(config));   // the copy has all its blocks
        var prepared = Prepare(schema, config, options ?? new RunOptions(), null, cancellationToken);
        await RunSession.ExecuteAsync(prepared.Run, prepared.InvokeAsync).ConfigureAwait(false);
        return prepared.Run;
    }

    /// <summary>Creates a run of the command with a copy of a config. Draws the seed if none was given. Nothing is written yet.</summary>
    /// <exception cref="MissingServicesException">The command cannot be called without services.</exception>
    internal PreparedRun<TExperiment> Prepare(
        ExperimentSchema<TExperiment> schema,
        TExperiment given,
        RunOptions options,
        IReadOnlyDictionary<string, string?>? givenOptions,
        CancellationToken cancellationToken,
        Resumption? resumption = null)
    {
        if (ServicesFor is { } method && options.Services is null)
            throw RunServices.Missing(method);
        // The run's own copy: the same config can run again, also at the same time.
        var config = schema.Clone(given);
        var seed = config.GivenSeed ?? Run.DrawSeed();
        schema.AssignSeed(config, seed);
        // The record is written while the body runs already, and must not see what the body changes.
        var recorded = schema.Clone(config);
        var trace = config.Binding.Trace;
        var start = new RunStart
        {
            ExperimentName = schema.Name,
            Command = Name,
            Doc = schema.Doc,
            Seed = seed,
            WriteConfig = writer => ConfigWriter.WriteAll(schema, recorded, writer),
            ConfigUpdates = trace is { Updates.Count: > 0 } ? Updates(trace) : RunStart.NoUpdates,
            NamedConfigs = trace?.NamedConfigs ?? [],
            Options = givenOptions ?? RunStart.NoOptions,
            Secrets = ConfigSecrets.Given(schema, config),
        };
        if (resumption is not null)
            start = resumption.Merge(start);
        var run = CreateRun(start, options, cancellationToken);
        if (resumption is not null)
            run.Resumption = resumption;
        config.Binding.Attach(run);
        schema.OnStarting(config, run);
        return new PreparedRun<TExperiment>(run, this, config, resumption is not null);
    }

    /// <summary>The type of the result; object for a method without one.</summary>
    internal abstract Type ResultType { get; }

    internal abstract ValueTask InvokeAsync(TExperiment experiment, Run run);

    private protected abstract Run CreateRun(RunStart start, RunOptions options, CancellationToken cancellationToken);

    private static Dictionary<string, string> Updates(ConfigTrace trace)
    {
        var updates = new Dictionary<string, string>();
        foreach (var (key, text) in trace.Updates)
            updates[key] = text;
        return updates;
    }
}

/// <summary>A command with a result.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <typeparam name="TResult">The type of the method's result, or its task's; object for a method without one.</typeparam>
/// <param name="name">The word that runs it.</param>
/// <param name="doc">The first paragraph of the doc comment; null without one.</param>
/// <param name="invoke">Calls the method with all parameters filled.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ExperimentCommand<TExperiment, TResult>(string name, string? doc, Func<TExperiment, Run, ValueTask<TResult>> invoke)
    : ExperimentCommand<TExperiment>(name, doc)
    where TExperiment : class, IExperiment
{
    /// <summary>Runs the method marked <c>[Main]</c> with this config, any number of times in a process, also concurrently.</summary>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="config">The config; the run works on a copy of it.</param>
    /// <param name="options">Where and how the run is recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the run as interrupted.</param>
    /// <returns>The finished run with its result.</returns>
    /// <exception cref="ConfigException">A validation attribute is violated; nothing was run.</exception>
    public async Task<Run<TResult>> RunAsync(
        ExperimentSchema<TExperiment> schema, TExperiment config, RunOptions? options, CancellationToken cancellationToken) =>
        (Run<TResult>)await RunWithoutResultAsync(schema, config, options, cancellationToken).ConfigureAwait(false);

    /// <summary>Runs the method marked <c>[Main]</c> with many configs, in this process, and finds the best of them.</summary>
    /// <param name="schema">The experiment's generated description.</param>
    /// <param name="info">The search space.</param>
    /// <param name="space">An instance of the search space.</param>
    /// <param name="options">How configs are chosen, and how the runs are recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sweep, which can be continued by the command <c>sweep resume</c>.</param>
    /// <returns>The trials that have ended.</returns>
    /// <exception cref="ConfigException">The search space or an option is not valid; nothing was run.</exception>
    public async Task<Sweep<TExperiment, TResult>> SweepAsync(
        ExperimentSchema<TExperiment> schema,
        SearchSpaceInfo info,
        object space,
        SweepOptions? options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(info);
        options = options?.Copy() ?? new SweepOptions();
        if (options is { Minimize: null, Maximize: null })
            (options.Minimize, options.Maximize) = (info.Minimize, info.Maximize);
        var (plan, dimensions) = SweepPlanner.Plan(schema, this, info.Words(schema, space), options);
        var runs = options.Runs ?? new RunOptions();
        var session = new SweepSession<TExperiment>(schema, this, SweepStore.Create(runs.RunsDirectory, plan), dimensions, runs);
        await session.WorkAsync(cancellationToken).ConfigureAwait(false);
        return session.Read<TResult>();
    }

    internal override Type ResultType => typeof(TResult);

    internal override ValueTask InvokeAsync(TExperiment experiment, Run run)
    {
        var pending = invoke(experiment, run);
        if (!pending.IsCompletedSuccessfully)
            return AwaitAsync(pending, (Run<TResult>)run);
        ((Run<TResult>)run).SetResult(pending.Result);
        return default;
    }

    private protected override Run CreateRun(RunStart start, RunOptions options, CancellationToken cancellationToken) =>
        new Run<TResult>(start, options, cancellationToken);

    private static async ValueTask AwaitAsync(ValueTask<TResult> pending, Run<TResult> run) =>
        run.SetResult(await pending.ConfigureAwait(false));
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
