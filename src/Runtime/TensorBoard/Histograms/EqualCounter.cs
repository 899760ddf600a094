namespace Gen.TensorBoard;

/// <summary>Counts in buckets of equal width between the least and the greatest value, as numpy's <c>histogram(values, bins=n)</c> does.</summary>
internal sealed class EqualCounter(double min, double max, int count) : BucketCounter(EdgesOf(min, max, count))
{
    private readonly double _bucketsPerUnit = count / (max - min);

    public override void Add(ReadOnlySpan<double> block)
    {
        var edges = Edges;
        var last = edges.Length - 2;
        foreach (var value in block)
        {
            // The quotient may be off by a rounding error next to an edge; the edges decide. NaN and infinity (a range too wide or too narrow for a double) become a number that the edges mend, too.
            var i = Math.Clamp((int)((value - edges[0]) * _bucketsPerUnit), 0, last);
            while (value < edges[i]) i--;
            while (i < last && value >= edges[i + 1]) i++;
            Counts[i + 1]++;
        }
    }

    private static double[] EdgesOf(double min, double max, int count)
    {
        var edges = new double[count + 1];
        var width = (max - min) / count;
        for (var i = 0; i < count; i++)
        {
            // Between numbers near the end of the range of doubles, or next to zero, the width cannot be written.
            var edge = double.IsInfinity(width) || width == 0 ? (min * (1 - (i / (double)count))) + (max * (i / (double)count)) : min + (i * width);
            edges[i] = Math.Clamp(edge, min, max);
        }

        edges[count] = max;
        return edges;
    }
}
