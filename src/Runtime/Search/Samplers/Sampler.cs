namespace Gen.Search;

/// <summary>Chooses the config of each trial. It is a function of the seed, the trial's number and what is given, and of nothing
/// else.</summary>
/// <param name="space">The space.</param>
/// <param name="seed">The seed of the sweep.</param>
internal abstract class Sampler(SearchSpace space, long seed)
{
    /// <summary>The space.</summary>
    protected SearchSpace Space => space;

    /// <summary>The seed of the sweep.</summary>
    protected long Seed => seed;

    /// <summary>Whether the choice depends on the outcomes of other trials.</summary>
    public virtual bool IsAdaptive => false;

    /// <summary>Returns the point of a trial.</summary>
    /// <param name="trial">The number of the trial, from 0.</param>
    /// <param name="known">The results that it may depend on, in the order of the trials; empty unless <see cref="IsAdaptive"/>.</param>
    /// <param name="pending">The points of the later ones among the trials before it.</param>
    public abstract double[] Sample(int trial, IReadOnlyList<TrialResult> known, IReadOnlyList<double[]> pending);

    /// <summary>Creates a sampler.</summary>
    /// <exception cref="ConfigException">It cannot sample the space.</exception>
    public static Sampler Create(SweepSampler sampler, SearchSpace space, long seed) => sampler switch
    {
        SweepSampler.Grid => new GridSampler(space, seed),
        SweepSampler.Random => new RandomSampler(space, seed),
        SweepSampler.Sobol => new SobolSampler(space, seed),
        _ => new TpeSampler(space, seed),
    };

    /// <summary>Creates the generator of a trial.</summary>
    protected StreamRandom RandomOf(int trial) => new(new SeedStreams(seed).Next($"trial {trial}"));

    /// <summary>Draws a point at random.</summary>
    protected double[] Draw(Random random) => [.. space.Dimensions.Select(d => d.FromUnit(random.NextDouble()))];
}

/// <summary>Draws each point at random (Bergstra and Bengio 2012).</summary>
internal sealed class RandomSampler(SearchSpace space, long seed) : Sampler(space, seed)
{
    public override double[] Sample(int trial, IReadOnlyList<TrialResult> known, IReadOnlyList<double[]> pending) => Draw(RandomOf(trial));
}

/// <summary>Takes all points in order: the last dimension changes fastest.</summary>
internal sealed class GridSampler : Sampler
{
    private readonly double[][]? _points;

    public GridSampler(SearchSpace space, long seed)
        : base(space, seed)
    {
        if (space.Dimensions.FirstOrDefault(d => d.Count is null) is { } real)
            throw new ConfigException($"Sampler grid requires values of '{real.Name}' to try, as in {real.Name}=A,B,C, not a range.");
        if (space.Count is null)
            throw new ConfigException("Sampler grid cannot count the points of the search space: there are too many.");
        _points = space.HasConditions ? [.. space.Grid()] : null;
    }

    public override double[] Sample(int trial, IReadOnlyList<TrialResult> known, IReadOnlyList<double[]> pending)
    {
        if (_points is not null)
            return _points[trial];
        var point = new double[Space.Dimensions.Count];
        var rest = (long)trial;
        for (var i = point.Length - 1; i >= 0; i--)
        {
            var count = Space.Dimensions[i].Count!.Value;
            point[i] = Space.Dimensions[i].At(rest % count);
            rest /= count;
        }

        return point;
    }
}
