namespace Gen.TensorBoard;

/// <summary>A histogram while it is counted.</summary>
internal sealed class HistogramCount(HistogramBuckets buckets)
{
    private readonly Moments _moments = new();
    private BucketCounter? _counter;

    /// <summary>Whether the values must be measured before they are added: twice through the values instead of once.</summary>
    public bool NeedsRange => buckets.FollowRange;

    public void Measure(ReadOnlySpan<double> block) => _moments.Add(block);

    public void Add(ReadOnlySpan<double> block)
    {
        if (block.IsEmpty) return;
        _counter ??= buckets.Counter(_moments);
        if (!NeedsRange) _moments.Add(block);
        _counter.Add(block);
    }

    /// <summary>The result, with the numbers of values that the blocks left out.</summary>
    public HistogramSummary Summary(FiniteBlocks blocks)
    {
        var (edges, counts) = _moments.Number == 0 ? ([], []) : _counter!.Trimmed();
        return new(edges, counts)
        {
            Min = _moments.Number == 0 ? 0 : _moments.Min,
            Max = _moments.Number == 0 ? 0 : _moments.Max,
            Sum = _moments.Sum,
            SumOfSquares = _moments.SumOfSquares,
            NaNs = blocks.NaNs,
            PositiveInfinities = blocks.PositiveInfinities,
            NegativeInfinities = blocks.NegativeInfinities,
        };
    }
}
