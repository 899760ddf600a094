namespace Gen.Search;

/// <summary>
/// The tree-structured Parzen estimator, one dimension at a time (Bergstra et al. 2011): of some points drawn where good trials are, it
/// takes the one that is least likely among the others. The constants are those that Optuna documents. Points of trials whose results are
/// not known yet count among the bad ones, so that trials at the same time differ.
/// </summary>
internal sealed class TpeSampler(SearchSpace space, long seed) : Sampler(space, seed)
{
    private const int StartupTrials = 10;
    private const int MostGood = 25;
    private const int Candidates = 24;

    public override bool IsAdaptive => true;

    public override double[] Sample(int trial, IReadOnlyList<TrialResult> known, IReadOnlyList<double[]> pending)
    {
        var random = RandomOf(trial);
        var ranked = known.Where(r => r.Outcome.State != TrialState.Failed).Order(TrialOrder.Instance).Select(r => r.Point).ToList();
        if (ranked.Count < StartupTrials)
            return Draw(random);
        var good = Math.Min((int)Math.Ceiling(0.1 * ranked.Count), MostGood);
        List<double[]> below = ranked[..good], above = [.. ranked[good..], .. pending];
        return [.. Space.Dimensions.Select((d, i) => Choose(d, Seen(below, i), Seen(above, i), random))];
    }

    // A value that no config had tells nothing.
    private double[] Seen(List<double[]> points, int dimension) =>
        [.. points.Where(p => Space.IsActive(p, dimension)).Select(p => p[dimension])];

    private static double Choose(SearchDimension dimension, double[] below, double[] above, Random random)
    {
        var (good, bad) = (ParzenEstimator.Create(dimension, below), ParzenEstimator.Create(dimension, above));
        var (best, greatest) = (0.0, double.NegativeInfinity);
        for (var i = 0; i < Candidates; i++)
        {
            var value = good.Draw(random);
            var score = Math.Log(good.Density(value)) - Math.Log(bad.Density(value));
            if (score > greatest || i == 0)
                (best, greatest) = (value, score);
        }

        return best;
    }
}
