using Gen.Search;

namespace Gen;

/// <summary>Specifies how a trial of a sweep ended.</summary>
public enum TrialState
{
    /// <summary>Its run completed, and has a value of the objective.</summary>
    Completed,

    /// <summary>It was ended early, because its values were worse than those of earlier trials.</summary>
    Pruned,

    /// <summary>Its run failed, or its config was refused.</summary>
    Failed,
}

/// <summary>A trial of a sweep that has ended.</summary>
/// <param name="Number">The number of the trial, from 0.</param>
/// <param name="State">How it ended.</param>
/// <param name="Value">The objective: of a pruned trial at its last rung; NaN of a failed one.</param>
/// <param name="Updates">What it varied, as on a command line: <c>learning_rate=0.01</c>.</param>
/// <param name="Run">The number of its run; null if there was none.</param>
/// <param name="Reason">Why it failed; null for another state.</param>
public sealed record SweepTrial(
    int Number, TrialState State, double Value, IReadOnlyList<string> Updates, string? Run, string? Reason);

/// <summary>A sweep that has ended.</summary>
/// <typeparam name="TExperiment">The experiment.</typeparam>
/// <typeparam name="TResult">The type of the result of <c>[Main]</c>.</typeparam>
public sealed class Sweep<TExperiment, TResult>
    where TExperiment : class
{
    internal Sweep(string id, string directory, bool isComplete, IReadOnlyList<SweepTrial> trials, TExperiment? best, Run<TResult>? run) =>
        (Id, Directory, IsComplete, Trials, Best, BestRun) = (id, directory, isComplete, trials, best, run);

    /// <summary>The number of the sweep in the runs directory.</summary>
    public string Id { get; }

    /// <summary>The absolute path of the folder of the sweep.</summary>
    public string Directory { get; }

    /// <summary>Whether all trials have ended; false for a sweep that was canceled or stopped at a failure.</summary>
    public bool IsComplete { get; }

    /// <summary>The trials that have ended, the best first.</summary>
    public IReadOnlyList<SweepTrial> Trials { get; }

    /// <summary>The config of the best completed trial; null if none completed.</summary>
    public TExperiment? Best { get; }

    /// <summary>The run of the best completed trial, with its result; null if none completed.</summary>
    public Run<TResult>? BestRun { get; }
}
