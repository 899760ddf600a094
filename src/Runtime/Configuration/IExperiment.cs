using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>Implemented by generated code on every experiment: where an instance keeps its run and where its values came from.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExperiment
{
    /// <summary>The instance's own slot.</summary>
    ref ExperimentBinding Binding { get; }

    /// <summary>The seed entry's value; null if none was given.</summary>
    long? GivenSeed { get; }
}

/// <summary>An experiment whose schema the runtime can ask for by its type.</summary>
/// <typeparam name="TExperiment">The experiment itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExperiment<TExperiment> : IExperiment
    where TExperiment : class, IExperiment<TExperiment>
{
    /// <summary>What the runtime needs to know of the experiment.</summary>
    static abstract ExperimentSchema<TExperiment> Schema { get; }
}

/// <summary>
/// What an experiment instance knows beside its entries. All values are equal, so that a record experiment compares by its entries only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ExperimentBinding : IEquatable<ExperimentBinding>
{
    private Run? _run;

    /// <summary>Where each entry's value came from; null for an instance made by plain code.</summary>
    public ConfigTrace? Trace { get; internal set; }

    /// <summary>The run that this instance is the config of; outside any run (in a unit test, say) a detached one, which records
    /// nothing.</summary>
    /// <param name="seed">The seed of a detached run; null draws one.</param>
    public Run GetRun(long? seed) => _run ??= Run.Detached(seed);

    /// <summary>Makes <paramref name="run"/> the instance's run.</summary>
    internal void Attach(Run run) => _run = run;

    /// <inheritdoc/>
    public readonly bool Equals(ExperimentBinding other) => true;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is ExperimentBinding;

    /// <inheritdoc/>
    public override readonly int GetHashCode() => 0;

    /// <inheritdoc/>
    public override readonly string ToString() => "";
}

/// <summary>What generated overloads hand to captured methods beside config entries.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExperimentServices
{
    /// <summary>The experiment's run; outside any run a detached one, which records nothing.</summary>
    /// <param name="experiment">The experiment.</param>
    public static Run RunOf(IExperiment experiment) => experiment.Binding.GetRun(experiment.GivenSeed);
}
