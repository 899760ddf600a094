using Gen.Search;

namespace Gen.Runtime.Tests.Search.Storage;

/// <summary>A sweep over one number, whose trials return a result.</summary>
internal static class SomePlan
{
    public static SweepPlan Create(int trials, int lag = 4, SweepSampler sampler = SweepSampler.Random) => new()
    {
        Experiment = "some",
        Space = ["x=uniform(0,1)"],
        Updates = [],
        Config = "{}",
        Sampler = sampler,
        Seed = 7,
        Trials = trials,
        Objective = new SweepObjective(null, false, ObjectiveReduce.Best),
        Lag = lag,
        Pruner = SweepPruner.None,
        Rungs = [],
    };
}
