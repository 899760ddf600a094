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
