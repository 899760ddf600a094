using Gen.Shared;

namespace Gen.Search;

/// <summary>The configs among which a search chooses: a value for each dimension.</summary>
/// <param name="dimensions">The dimensions.</param>
/// <param name="words">The words of a command line that describe them.</param>
/// <param name="conditions">For each dimension, the kinds of blocks that have its entry.</param>
internal sealed class SearchSpace(
    IReadOnlyList<SearchDimension> dimensions, IReadOnlyList<string> words, IReadOnlyList<KindConditions>? conditions = null)
{
    // A second of work.
    private const long MostCounted = 1_000_000;

    private long? _count;

    public IReadOnlyList<SearchDimension> Dimensions => dimensions;

    /// <summary>The words of a command line that describe the space, as <see cref="SearchSpaceParser"/> reads them.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>Whether entries of some dimensions exist in some of the configs only.</summary>
    public bool HasConditions => conditions is not null && conditions.Any(c => !c.AreAlwaysMet);

    /// <summary>The number of configs; null if a dimension has the reals, or there are more than can be counted.</summary>
    public long? Count
    {
        get
        {
            if (_count is not null || Product is not { } product)
                return _count;
            return _count = !HasConditions ? product : product <= MostCounted ? Grid().LongCount() : null;
        }
    }

    private long? Product
    {
        get
        {
            var product = (Int128)1;
            foreach (var dimension in dimensions)
            {
                if (dimension.Count is not { } count || (product *= count) > long.MaxValue)
                    return null;
            }

            return (long)product;
        }
    }

    /// <summary>Returns whether the config of a point has the entry of a dimension: those of a block's other kinds do not exist, and the
    /// value of the point is not used.</summary>
    public bool IsActive(IReadOnlyList<double> point, int dimension) => conditions?[dimension].AreMet(this, point) ?? true;

    /// <summary>Returns the updates that choose kinds which have the entry of a dimension, for each set of them; those of kinds without it
    /// if none has it.</summary>
    public IEnumerable<string[]> KindsWith(int dimension)
    {
        if (conditions is null)
            return [[]];
        var all = conditions[dimension].Alternatives;
        var met = all.Where(a => a.All(c => c.Has.Contains(true))).DefaultIfEmpty(all[0]);
        return met.Select(a => a.Select(c => dimensions[c.Dimension].Updates(Math.Max(0, Array.IndexOf(c.Has, true)))[0]).ToArray());
    }

    /// <summary>Returns all points of different configs, in order: the last dimension changes fastest.</summary>
    public IEnumerable<double[]> Grid()
    {
        var index = new long[dimensions.Count];
        while (true)
        {
            double[] point = [.. dimensions.Select((d, i) => d.At(index[i]))];

            // Of the points that differ in an entry which their config does not have, the first.
            if (Enumerable.Range(0, index.Length).All(i => index[i] == 0 || IsActive(point, i)))
                yield return point;
            var last = index.Length - 1;
            while (last >= 0 && ++index[last] == dimensions[last].Count)
                index[last--] = 0;
            if (last < 0)
                yield break;
        }
    }

    /// <summary>Returns the updates of a command line that make the config of a point.</summary>
    public string[] Updates(IReadOnlyList<double> point)
    {
        var active = Enumerable.Range(0, dimensions.Count).Where(i => IsActive(point, i)).ToList();
        var updates = active.SelectMany(i => dimensions[i].Updates(point[i]).Select(u => (Dimension: i, Update: u)));
        if (!dimensions.Any(d => d is KindDimension))
            return [.. updates.Select(u => u.Update)];

        // What varies itself replaces the value that a kind comes with.
        var varied = active.ToDictionary(i => KeyName.Normalize(dimensions[i].Name));
        return [.. updates.Where(u => !varied.TryGetValue(KeyName.Normalize(KeyOf(u.Update)), out var i) || i == u.Dimension)
            .Select(u => u.Update)];
    }

    private static string KeyOf(string update) => ScalarText.TrySplitUpdate(update, out var key, out _) ? key : update;
}

/// <summary>The kinds of blocks that have the entry of a dimension: those of one of several alternatives, as several kinds can have an
/// entry of one name.</summary>
/// <param name="alternatives">For each, the dimensions that choose kinds, and whether the kind with an index has the entry.</param>
internal sealed class KindConditions(IReadOnlyList<IReadOnlyList<(int Dimension, bool[] Has)>> alternatives)
{
    public IReadOnlyList<IReadOnlyList<(int Dimension, bool[] Has)>> Alternatives => alternatives;

    public bool AreAlwaysMet => alternatives.Any(a => a.All(c => c.Has.All(h => h)));

    public bool AreMet(SearchSpace space, IReadOnlyList<double> point) =>
        alternatives.Any(a => a.All(c => c.Has[(int)point[c.Dimension]] && space.IsActive(point, c.Dimension)));
}
