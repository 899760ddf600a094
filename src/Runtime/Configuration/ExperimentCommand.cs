using System.ComponentModel;

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

    private static async ValueTask AwaitAsync(ValueTask<TResult> pending, Run<TResult> run) => run.SetResult(await pending.ConfigureAwait(false));
}
