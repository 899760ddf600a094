namespace Gen.Training.Data;

/// <summary>How many rows of each class a part of the data gets.</summary>
internal static class Strata
{
    /// <summary>Shares out the rows of a part in proportion to the classes' rows: whole shares first, then one row each by largest remainder.</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="rows">The rows of the part, less than all.</param>
    /// <returns>For each class its rows in the part, which sum up to <paramref name="rows"/>.</returns>
    public static Dictionary<long, long> Shares(long[] classes, long rows)
    {
        var counts = classes.CountBy(c => c).OrderBy(c => c.Key).ToList();
        var shares = counts.ToDictionary(c => c.Key, c => (long)(c.Value * (Int128)rows / classes.Length));
        var rest = rows - shares.Values.Sum();
        // A stable sort: of equal remainders the smaller class number comes first.
        foreach (var (key, _) in counts.OrderByDescending(c => c.Value * (Int128)rows % classes.Length).Take((int)rest)) shares[key]++;
        return shares;
    }
}
