using Gen.Search;

namespace Gen.Runtime.Tests.Search.Samplers;

public class TpeSamplerTests
{
    private const int Seeds = 100;
    private const int Trials = 60;
    private const int Lag = 4;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Sample_60TrialsOf100Seeds_HasHalfOfTheRegretOfRandom(int function)
    {
        var test = TestFunction.All[function];
        var regrets = Enumerable.Range(0, Seeds).AsParallel().AsOrdered().Select(seed => (
            Tpe: test.Best(new TpeSampler(test.Space, seed), Trials, Lag) - test.Optimum,
            Random: test.Best(new RandomSampler(test.Space, seed), Trials, Lag) - test.Optimum)).ToList();
        var (tpe, random) = (Median(regrets.Select(r => r.Tpe)), Median(regrets.Select(r => r.Random)));
        var wins = regrets.Count(r => r.Tpe < r.Random);
        Assert.True(wins >= 65 && tpe <= random / 2, $"{test.Name}: {wins} wins; median regret {tpe:G4} beside {random:G4}");
    }

    [Fact]
    public void Sample_FailedTrials_AreLeftOut()
    {
        var space = TestFunction.Mixed.Space;
        var sampler = new TpeSampler(space, 1);
        var random = new RandomSampler(space, 2);
        var results = Enumerable.Range(0, 30)
            .Select(t => new TrialResult(t, random.Sample(t, [], []), new TrialOutcome(TrialState.Completed, t, [])))
            .ToList();
        TrialResult[] failed = [.. results, new TrialResult(30, random.Sample(30, [], []), TrialOutcome.Failure("no"))];
        Assert.Equal(sampler.Sample(40, results, []), sampler.Sample(40, failed, []));
    }

    [Fact]
    public void Sample_SameArguments_GivesTheSamePoint()
    {
        var test = TestFunction.Hartmann6;
        Assert.Equal(test.Best(new TpeSampler(test.Space, 5), 30, 8), test.Best(new TpeSampler(test.Space, 5), 30, 8));
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
    }
}
