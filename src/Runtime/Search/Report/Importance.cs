namespace Gen.Search;

/// <summary>
/// How much of the objective's variance each dimension explains: the decrease of variance at its splits in bagged regression trees (Breiman
/// 1996), as a share of that of all.
/// </summary>
internal sealed class Importance
{
    // A sweep of 1,000 trials and 6 entries takes a second.
    private const int Trees = 50;
    private const int MostRows = 300;
    private const int MostTests = 16;
    private const int LeastRows = 4;
    private const int MostDepth = 8;

    private readonly SearchSpace _space;
    private readonly double[][] _points;
    private readonly double[] _values;
    private readonly double[] _decreases;
    private readonly StreamRandom _random;

    private Importance(SearchSpace space, IReadOnlyList<TrialResult> results, long seed)
    {
        (_space, _decreases) = (space, new double[space.Dimensions.Count]);
        (_points, _values) = ([.. results.Select(r => r.Point)], [.. results.Select(r => r.Outcome.Value)]);
        _random = new StreamRandom(new SeedStreams(seed).Next("importance"));
    }

    /// <summary>Returns the share of each dimension; zeros where all values are equal.</summary>
    /// <param name="space">The space.</param>
    /// <param name="results">Trials with finite values.</param>
    /// <param name="seed">The seed of the trees.</param>
    public static double[] Of(SearchSpace space, IReadOnlyList<TrialResult> results, long seed)
    {
        var importance = new Importance(space, results, seed);
        for (var tree = 0; tree < Trees && results.Count > 0; tree++)
        {
            var rows = new int[Math.Min(results.Count, MostRows)];
            for (var i = 0; i < rows.Length; i++)
                rows[i] = importance._random.Next(results.Count);
            importance.Split(rows, 0);
        }

        var sum = importance._decreases.Sum();
        return sum > 0 ? [.. importance._decreases.Select(d => d / sum)] : importance._decreases;
    }

    private void Split(int[] rows, int depth)
    {
        if (rows.Length < LeastRows || depth == MostDepth)
            return;
        var (best, dimension, left) = (0.0, -1, Array.Empty<int>());
        for (var candidate = 0; candidate < _decreases.Length; candidate++)
        {
            foreach (var test in Tests(candidate, rows))
            {
                int[] first = [.. rows.Where(r => test(_points[r][candidate]))];
                if (first.Length == 0 || first.Length == rows.Length)
                    continue;
                var decrease = Squares(rows) - Squares(first) - Squares([.. rows.Where(r => !test(_points[r][candidate]))]);
                if (decrease > best)
                    (best, dimension, left) = (decrease, candidate, first);
            }
        }

        if (dimension < 0)
            return;
        _decreases[dimension] += best;
        var isLeft = left.ToHashSet();
        Split(left, depth + 1);
        Split([.. rows.Where(r => !isLeft.Contains(r))], depth + 1);
    }

    /// <summary>A choice is split into one value and the others, a range at a value that a row has.</summary>
    private IEnumerable<Func<double, bool>> Tests(int dimension, int[] rows)
    {
        var isChoice = _space.Dimensions[dimension] is ChoiceDimension;
        double[] values = [.. rows.Select(r => _points[r][dimension]).Distinct()];
        _random.Shuffle(values);
        foreach (var value in values.Take(MostTests))
            yield return isChoice ? v => v == value : v => v < value;
    }

    private double Squares(int[] rows)
    {
        var mean = rows.Length == 0 ? 0 : rows.Average(r => _values[r]);
        return rows.Sum(r => (_values[r] - mean) * (_values[r] - mean));
    }
}
