using System.ComponentModel;

namespace Gen.Configuration;

/// <summary>What generated overloads hand to captured methods beside config entries.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ExperimentServices
{
    /// <summary>The experiment's run; outside any run a detached one, which records nothing.</summary>
    /// <param name="experiment">The experiment.</param>
    public static Run RunOf(IExperiment experiment) => experiment.Binding.GetRun(experiment.GivenSeed);
}
