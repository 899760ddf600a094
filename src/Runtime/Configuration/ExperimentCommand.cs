using System.ComponentModel;
using Gen.CommandLine;

namespace Gen.Configuration;

/// <summary>A method that the command line can run.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <param name="name">The word that runs it.</param>
/// <param name="doc">First paragraph of the doc comment; null without one.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentCommand<TExperiment>(string name, string? doc)
    where TExperiment : class, IExperiment
{
    /// <summary>The word that runs it.</summary>
    public string Name { get; } = name;

    /// <summary>First paragraph of the doc comment; null without one.</summary>
    public string? Doc { get; } = doc;

    /// <summary>The method, where it has a parameter that cannot be filled without services: <c>ApiDocs.Train</c>; else null.</summary>
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
        var prepared = RunPreparation.Prepare(schema, this, config, options ?? new RunOptions(), null, cancellationToken);
        await RunSession.ExecuteAsync(prepared.Run, prepared.InvokeAsync).ConfigureAwait(false);
        return prepared.Run;
    }

    internal abstract Run CreateRun(RunStart start, RunOptions options, CancellationToken cancellationToken);

    internal abstract ValueTask InvokeAsync(TExperiment experiment, Run run);
}

/// <summary>A command with a result.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <typeparam name="TResult">The method's result, or its task's; object for a method without one.</typeparam>
/// <param name="name">The word that runs it.</param>
/// <param name="doc">First paragraph of the doc comment; null without one.</param>
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

    internal override Run CreateRun(RunStart start, RunOptions options, CancellationToken cancellationToken) =>
        new Run<TResult>(start, options, cancellationToken);

    internal override ValueTask InvokeAsync(TExperiment experiment, Run run)
    {
        var pending = invoke(experiment, run);
        if (!pending.IsCompletedSuccessfully)
            return AwaitAsync(pending, (Run<TResult>)run);
        ((Run<TResult>)run).SetResult(pending.Result);
        return default;
    }

    private static async ValueTask AwaitAsync(ValueTask<TResult> pending, Run<TResult> run) =>
        run.SetResult(await pending.ConfigureAwait(false));
}
