namespace Gen;

/// <summary>Specifies how the configs of a sweep are chosen.</summary>
public enum SweepSampler
{
    /// <summary>All combinations, in order.</summary>
    Grid,

    /// <summary>Each value at random (Bergstra and Bengio 2012).</summary>
    Random,

    /// <summary>A scrambled Sobol sequence, which fills the space evenly; up to 21 dimensions.</summary>
    Sobol,

    /// <summary>The tree-structured Parzen estimator, which learns from earlier trials (Bergstra et al. 2011).</summary>
    Tpe,
}

/// <summary>Specifies how bad trials of a sweep are ended early.</summary>
public enum SweepPruner
{
    /// <summary>They are not.</summary>
    None,

    /// <summary>At epochs 1, 3, 9, … the best third goes on (asynchronous successive halving, Li et al. 2018).</summary>
    Halving,

    /// <summary>At epochs 1, 2, 4, … those worse than the median end (Golovin et al. 2017).</summary>
    Median,
}

/// <summary>Specifies which of the values of a scalar over the epochs of a run counts.</summary>
public enum ObjectiveReduce
{
    /// <summary>The best one.</summary>
    Best,

    /// <summary>The last one.</summary>
    Last,
}

/// <summary>Options of a sweep. All but <see cref="Runs"/> are part of it: with the same options and seed it has the same
/// trials.</summary>
public sealed class SweepOptions
{
    /// <summary>The number of trials, at least 1. The default value is null, which is all combinations of a space without ranges.</summary>
    public int? Trials { get; set; }

    /// <summary>How configs are chosen. The default value is null: <see cref="SweepSampler.Tpe"/> if <see cref="Trials"/> is set, and
    /// otherwise <see cref="SweepSampler.Grid"/>.</summary>
    public SweepSampler? Sampler { get; set; }

    /// <summary>How bad trials are ended early. The default value is <see cref="SweepPruner.None"/>.</summary>
    public SweepPruner Pruner { get; set; }

    /// <summary>The epochs after which a trial can end early, ascending from 1. The default value is null, which leaves them to the
    /// pruner.</summary>
    public IReadOnlyList<int>? Rungs { get; set; }

    /// <summary>The name of the scalar that is minimized, or <c>result</c>. The default value is null, which is that of the search
    /// space, or else the result.</summary>
    public string? Minimize { get; set; }

    /// <summary>The name of the scalar that is maximized, or <c>result</c>. The default value is null.</summary>
    public string? Maximize { get; set; }

    /// <summary>Which of the values of the scalar counts. The default value is <see cref="ObjectiveReduce.Best"/>.</summary>
    public ObjectiveReduce Reduce { get; set; }

    /// <summary>The seed of the sampler and the runs, at least 0. The default value is null, which draws one.</summary>
    public long? Seed { get; set; }

    /// <summary>The number of trials, at least 1, between one and the outcomes that it depends on. The default value is null, which is 4,
    /// or twice the number of processes if that is more.</summary>
    public int? Lag { get; set; }

    /// <summary>The number of runs of each trial, one for each part of a cross-validation, whose mean is the trial's value (see
    /// <see cref="Run.Fold"/>). The pruner then decides after each of them. The default value is 1.</summary>
    public int Folds { get; set; } = 1;

    /// <summary>How often a run that fails is repeated. The default value is 0.</summary>
    public int Retries { get; set; }

    /// <summary>Whether no trial starts after one has failed. The default value is false.</summary>
    public bool StopOnFailure { get; set; }

    /// <summary>The number of best trials whose checkpoints are kept. The default value is 1.</summary>
    public int Keep { get; set; } = 1;

    /// <summary>The number of threads of a trial. The default value is 1.</summary>
    public int TrialThreads { get; set; } = 1;

    /// <summary>Updates that all configs have, as on the command line: <c>"fast", "epochs=3"</c>. The default value is an empty
    /// list.</summary>
    public IReadOnlyList<string> Updates { get; set; } = [];

    /// <summary>The options of the runs. The default value is null, which is the defaults.</summary>
    public RunOptions? Runs { get; set; }

    /// <summary>Returns a copy.</summary>
    internal SweepOptions Copy() => (SweepOptions)MemberwiseClone();
}
