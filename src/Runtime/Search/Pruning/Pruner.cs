namespace Gen.Search;

/// <summary>Decides at the rungs of a trial whether it goes on. Lower values are better, and NaN is worse than any.</summary>
internal abstract class Pruner
{
    /// <summary>The epochs of the rungs where none are given.</summary>
    public abstract int[] DefaultRungs { get; }

    /// <summary>Returns whether a trial ends.</summary>
    /// <param name="value">Its value at the rung, finite.</param>
    /// <param name="earlier">The values at the rung of the earlier trials that count.</param>
    public abstract bool Prunes(double value, IReadOnlyList<double> earlier);

    /// <summary>Creates a pruner; null for none.</summary>
    public static Pruner? Create(SweepPruner pruner) => pruner switch
    {
        SweepPruner.Halving => new SuccessiveHalving(),
        SweepPruner.Median => new MedianStopping(),
        _ => null,
    };

    private protected static int[] Powers(int factor)
    {
        var rungs = new List<int>();
        for (var epoch = 1L; epoch < 1_000_000; epoch *= factor)
            rungs.Add((int)epoch);
        return [.. rungs];
    }
}

/// <summary>Asynchronous successive halving (Li et al. 2018): of the trials at a rung, the best third goes on.</summary>
internal sealed class SuccessiveHalving : Pruner
{
    private const int ReductionFactor = 3;

    public override int[] DefaultRungs => Powers(ReductionFactor);

    public override bool Prunes(double value, IReadOnlyList<double> earlier)
    {
        var kept = Math.Max(1, (earlier.Count + 1) / ReductionFactor);
        return earlier.Count(v => v < value) >= kept;
    }
}

/// <summary>The median stopping rule (Golovin et al. 2017): a trial that is worse than the median of the others ends.</summary>
internal sealed class MedianStopping : Pruner
{
    /// <summary>The number of trials at a rung before there is a median.</summary>
    private const int StartupTrials = 5;

    public override int[] DefaultRungs => Powers(2);

    public override bool Prunes(double value, IReadOnlyList<double> earlier)
    {
        double[] sorted = [.. earlier.Where(double.IsFinite).Order()];
        if (sorted.Length < StartupTrials)
            return false;
        var middle = sorted.Length / 2;
        return value > (sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }
}
