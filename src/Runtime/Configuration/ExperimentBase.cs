using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>What an experiment instance holds beside the user's entries: its run, where its values came from, and its seed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentBase : IExperiment
{
    private ExperimentBinding _binding;
    private long? _seed;

    private protected ExperimentBase()
    {
    }

    /// <summary>Seed of every random stream of a run; drawn, and recorded, if null.</summary>
    [ImplicitEntry]
    public long? Seed
    {
        get => _seed;
        init => _seed = value;
    }

    ref ExperimentBinding IExperiment.Binding => ref _binding;

    long? IExperiment.GivenSeed => _seed;

    internal void Assign(long? seed) => _seed = seed;
}

/// <summary>
/// The members that users call on an experiment. Generated code makes it the base class of an experiment that is no record, has no base class and none of
/// these names of its own; any other gets the same members as generated code, which every build compiles anew.
/// </summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class ExperimentBase<TExperiment> : ExperimentBase
    where TExperiment : ExperimentBase<TExperiment>, IExperiment<TExperiment>
{
    /// <inheritdoc cref="ExperimentSchema{TExperiment}.RunAsync"/>
    public static Task<int> RunAsync(string[] args, RunOptions? options = null) => TExperiment.Schema.RunAsync(args, options);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.RunUntilAsync"/>
    public static Task<int> RunAsync(string[] args, RunOptions? options, CancellationToken cancellationToken) =>
        TExperiment.Schema.RunUntilAsync(args, options, cancellationToken);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.ResumeAsync"/>
    public static Task<Run> ResumeAsync(string run, string[]? updates = null, RunOptions? options = null, CancellationToken cancellationToken = default) =>
        TExperiment.Schema.ResumeAsync(run, updates, options, cancellationToken);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.Restore"/>
    public static Restored<TExperiment> Restore(string run, string[]? updates = null, RunOptions? options = null) =>
        TExperiment.Schema.Restore(run, updates, options);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.Parse"/>
    public static TExperiment Parse(params string[] updates) => TExperiment.Schema.Parse(updates);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.ParseFor"/>
    public static TExperiment Parse(RunOptions options, params string[] updates) => TExperiment.Schema.ParseFor(options, updates);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.FromJson"/>
    public static TExperiment FromJson(string json) => TExperiment.Schema.FromJson(json);

    /// <inheritdoc cref="ExperimentSchema{TExperiment}.ToJson"/>
    public string ToJson() => TExperiment.Schema.ToJson((TExperiment)this);
}
