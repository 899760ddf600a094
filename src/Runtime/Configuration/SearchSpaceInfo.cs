using System.ComponentModel;
using Gen.CommandLine;
using Gen.Search;

namespace Gen.Configuration;

/// <summary>Describes a search space. Created by generated code.</summary>
/// <param name="Name">The name, in snake_case.</param>
/// <param name="Doc">The first paragraph of the doc comment, on one line; null without one.</param>
/// <param name="Minimize">The scalar that is minimized; null for none.</param>
/// <param name="Maximize">The scalar that is maximized; null for none.</param>
/// <param name="Read">Reads what an instance, or for null a new one, gives to which entries.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SearchSpaceInfo(
    string Name, string? Doc, string? Minimize, string? Maximize, Func<object?, IEnumerable<(string Key, ISearchValues Values)>> Read)
{
    /// <summary>Runs the method marked <c>[Main]</c> of an experiment of another project with many configs, and finds the best of
    /// them.</summary>
    /// <typeparam name="TExperiment">The experiment.</typeparam>
    /// <typeparam name="TResult">The type of the method's result.</typeparam>
    /// <param name="space">An instance of the search space.</param>
    /// <param name="options">How configs are chosen, and how the runs are recorded; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sweep, which can be continued by the command <c>sweep resume</c>.</param>
    /// <returns>The trials that have ended.</returns>
    /// <exception cref="ConfigException">The search space or an option is not valid; nothing was run.</exception>
    public Task<Sweep<TExperiment, TResult>> SweepAsync<TExperiment, TResult>(
        object space, SweepOptions? options, CancellationToken cancellationToken)
        where TExperiment : class, IExperiment<TExperiment> =>
        ((ExperimentCommand<TExperiment, TResult>)CommandLookup.Find(TExperiment.Schema, BuiltInCommands.Run))
            .SweepAsync(TExperiment.Schema, this, space, options, cancellationToken);

    /// <summary>Returns the words of a command line that describe the space.</summary>
    internal IReadOnlyList<string> Words<TExperiment>(ExperimentSchema<TExperiment> schema, object? space)
        where TExperiment : class, IExperiment =>
        [.. Read(space).Select(d => d.Values is IChoice { Items: var items }
            && schema.Layout.FindAll(d.Key).FirstOrDefault() is { IsChoice: true } block
                ? KindSearch.ToWord(schema, block, items)
                : d.Values.ToWord(d.Key))];
}
