namespace Gen.TensorBoard;

/// <summary>
/// Counts between TensorFlow's edges: 1e-12 times powers of 1.1 up to 1e20, their negatives, and zero. A table over the top bits of a double replaces the
/// binary search: sign, exponent and four bits of the mantissa fix a value to within a sixteenth, and edges are a tenth apart, so that one comparison is left.
/// </summary>
internal sealed class TensorFlowCounter() : BucketCounter(AllEdges)
{
    private const int TableShift = 48;

    /// <summary>The 1,549 edges, ascending.</summary>
    public static double[] AllEdges { get; } = MakeEdges();

    // The last edge belongs to the bucket below it: only what is greater is beyond. Nothing is beyond the two at the end.
    private static readonly double[] Thresholds = [.. AllEdges[..^1], Math.BitIncrement(AllEdges[^1]), double.PositiveInfinity];

    private static readonly ushort[] FirstBuckets = MakeTable();

    public override void Add(ReadOnlySpan<double> block)
    {
        var (table, thresholds, counts) = (FirstBuckets, Thresholds, Counts);
        foreach (var value in block)
        {
            int bucket = table[(int)(BitConverter.DoubleToUInt64Bits(value) >> TableShift)];
            bucket += value >= thresholds[bucket] ? 1 : 0;
            counts[bucket]++;
        }
    }

    private static double[] MakeEdges()
    {
        var positive = new List<double>();

        // Multiplied step by step, as TensorFlow does: powers would differ in the last bits.
        for (var edge = 1e-12; edge < 1e20; edge *= 1.1) positive.Add(edge);
        return [.. positive.Select(e => -e).Reverse(), 0, .. positive];
    }

    private static ushort[] MakeTable()
    {
        var table = new ushort[1 << (64 - TableShift)];
        for (var i = 0; i < table.Length; i++)
        {
            // The least value with these top bits: of negative ones that is the one with all other bits set.
            var bits = (ulong)i << TableShift;
            var least = BitConverter.UInt64BitsToDouble((bits >> 63) == 0 ? bits : bits | ((1UL << TableShift) - 1));
            if (double.IsFinite(least)) table[i] = (ushort)EdgeCounter.Find(AllEdges, least);
        }

        return table;
    }
}
