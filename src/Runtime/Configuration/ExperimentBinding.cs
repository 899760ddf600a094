using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>
/// What an experiment instance knows beside its entries. All values are equal, so that a record experiment compares by its entries only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct ExperimentBinding : IEquatable<ExperimentBinding>
{
    private Run? _run;

    /// <summary>Where each entry's value came from; null for an instance made by plain code.</summary>
    public ConfigTrace? Trace { get; internal set; }

    /// <summary>The run that this instance is the config of; outside any run (in a unit test, say) a detached one, which records nothing.</summary>
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
