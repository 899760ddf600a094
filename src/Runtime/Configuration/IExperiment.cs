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
