using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>Provides the run and the seed of a config. Implemented by generated code on every experiment.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExperiment
{
    /// <summary>The run of the config, and the sources of its values.</summary>
    ref ExperimentBinding Binding { get; }

    /// <summary>The value of the entry of the seed; null if none was given.</summary>
    long? GivenSeed { get; }

    /// <summary>Creates a detached run with the values of the config.</summary>
    Run CreateDetachedRun();
}

/// <summary>Provides the schema of an experiment. Implemented by generated code on every experiment.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IExperiment<TExperiment> : IExperiment
    where TExperiment : class, IExperiment<TExperiment>
{
    /// <summary>The schema of the experiment.</summary>
    static abstract ExperimentSchema<TExperiment> Schema { get; }
}

/// <summary>
/// The run of a config, and the sources of its values. All instances are equal, so that experiments that are records are compared by their
/// entries only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ExperimentBinding : IEquatable<ExperimentBinding>
{
    private Run? _run;

    /// <summary>The sources of the values; null for an instance that was created by code.</summary>
    public ConfigTrace? Trace { get; internal set; }

    /// <summary>Returns the run of the config. Outside of a run, for example in a unit test, it is a detached one, which records
    /// nothing and has the values that the config has at the first call.</summary>
    /// <param name="experiment">The config that has this binding.</param>
    public Run GetRun(IExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);

        // A copy by `with` has the binding of its original, but values of its own.
        if (_run is null || (_run is UnrecordedRun { Owner: { } owner } && !ReferenceEquals(owner, experiment)))
            _run = experiment.CreateDetachedRun();
        return _run;
    }

    /// <summary>Sets the run of the config.</summary>
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

/// <summary>Provides the values for captured methods that are not entries. Used by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExperimentServices
{
    /// <summary>Returns the run of a config. Outside of a run it is a detached one, which records nothing.</summary>
    /// <param name="experiment">The config.</param>
    public static Run RunOf(IExperiment experiment) => experiment.Binding.GetRun(experiment);
}
