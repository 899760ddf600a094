namespace Gen.Search;

/// <summary>The configs among which a search chooses: a value for each dimension.</summary>
/// <param name="dimensions">The dimensions.</param>
/// <param name="words">The words of a command line that describe them.</param>
internal sealed class SearchSpace(IReadOnlyList<SearchDimension> dimensions, IReadOnlyList<string> words)
{
    public IReadOnlyList<SearchDimension> Dimensions => dimensions;

    /// <summary>The words of a command line that describe the space, as <see cref="SearchSpaceParser"/> reads them.</summary>
    public IReadOnlyList<string> Words => words;

    /// <summary>The number of configs; null if a dimension has the reals, or there are more than can be counted.</summary>
    public long? Count
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

    /// <summary>Returns the updates of a command line that make the config of a point.</summary>
    public string[] Updates(IReadOnlyList<double> point) =>
        [.. dimensions.Select((d, i) => d.Update(point[i])).OfType<string>()];
}
