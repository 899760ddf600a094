using System.Numerics;

namespace Gen.TensorBoard;

/// <summary>Builder of a histogram from blocks of finite values.</summary>
internal sealed class HistogramBuilder(HistogramBuckets buckets)
{
    private readonly Moments _moments = new();
    private BucketCounter? _counter;

    /// <summary>Whether all values must be passed to <see cref="Measure"/> before <see cref="Add"/>.</summary>
    public bool NeedsRange => buckets.NeedsRange;

    public void Measure(ReadOnlySpan<double> block) => _moments.Add(block);

    public void Add(ReadOnlySpan<double> block)
    {
        if (block.IsEmpty) return;
        _counter ??= buckets.CreateCounter(_moments);
        if (!NeedsRange) _moments.Add(block);
        _counter.Add(block);
    }

    /// <summary>Returns the histogram, with the counts of values that the blocks left out.</summary>
    public HistogramSummary Build(FiniteBlocks blocks)
    {
        var (edges, counts) = _moments.Count == 0 ? ([], []) : _counter!.Trim();
        return new(edges, counts)
        {
            Min = _moments.Count == 0 ? 0 : _moments.Min,
            Max = _moments.Count == 0 ? 0 : _moments.Max,
            Sum = _moments.Sum,
            SumOfSquares = _moments.SumOfSquares,
            NaNs = blocks.NaNs,
            PositiveInfinities = blocks.PositiveInfinities,
            NegativeInfinities = blocks.NegativeInfinities,
        };
    }
}

/// <summary>Count, minimum, maximum, sum and sum of squares of finite values.</summary>
internal sealed class Moments
{
    public long Count { get; private set; }

    /// <summary>The minimum; positive infinity without values.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>The maximum; negative infinity without values.</summary>
    public double Max { get; private set; } = double.NegativeInfinity;

    public double Sum { get; private set; }

    public double SumOfSquares { get; private set; }

    public void Add(ReadOnlySpan<double> block)
    {
        Vector<double> min = new(double.PositiveInfinity), max = new(double.NegativeInfinity), sums = default, squares = default;
        var i = 0;
        for (; i <= block.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var values = new Vector<double>(block[i..]);
            min = Vector.Min(min, values);
            max = Vector.Max(max, values);
            sums += values;
            squares += values * values;
        }

        double sum = Vector.Sum(sums), square = Vector.Sum(squares);
        for (var lane = 0; lane < Vector<double>.Count; lane++) (Min, Max) = (Math.Min(Min, min[lane]), Math.Max(Max, max[lane]));
        for (; i < block.Length; i++)
        {
            var value = block[i];
            (Min, Max) = (Math.Min(Min, value), Math.Max(Max, value));
            sum += value;
            square += value * value;
        }

        Count += block.Length;
        Sum += sum;
        SumOfSquares += square;
    }
}

/// <summary>
/// Splits values into blocks of finite doubles that fit the L1 cache. Values that are not finite are counted separately: a single NaN would
/// make the sums NaN.
/// </summary>
internal struct FiniteBlocks
{
    private const int Size = 2048;

    /// <summary>Processes a block.</summary>
    public delegate void Visitor(ReadOnlySpan<double> block);

    /// <summary>The number of NaN values.</summary>
    public long NaNs { get; private set; }

    /// <summary>The number of values that are positive infinity.</summary>
    public long PositiveInfinities { get; private set; }

    /// <summary>The number of values that are negative infinity.</summary>
    public long NegativeInfinities { get; private set; }

    public void Visit(ReadOnlySpan<double> values, Visitor visitor)
    {
        Span<double> finite = stackalloc double[Size];
        for (; values.Length > 0; values = values[Math.Min(Size, values.Length)..])
        {
            var block = values[..Math.Min(Size, values.Length)];
            visitor(AllFinite(block) ? block : Filter(block, finite));
        }
    }

    public void Visit(ReadOnlySpan<float> values, Visitor visitor)
    {
        Span<double> wide = stackalloc double[Size];
        for (; values.Length > 0; values = values[Math.Min(Size, values.Length)..])
        {
            var block = wide[..Math.Min(Size, values.Length)];
            Widen(values[..block.Length], block);
            visitor(AllFinite(block) ? block : Filter(block, block));
        }
    }

    private static void Widen(ReadOnlySpan<float> values, Span<double> wide)
    {
        var i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector.Widen(new Vector<float>(values[i..]), out var low, out var high);
            low.CopyTo(wide[i..]);
            high.CopyTo(wide[(i + Vector<double>.Count)..]);
        }

        for (; i < values.Length; i++) wide[i] = values[i];
    }

    // Zero times a finite number is zero; zero times NaN or an infinity is NaN, and so is the sum.
    private static bool AllFinite(ReadOnlySpan<double> block)
    {
        var zeros = Vector<double>.Zero;
        var i = 0;
        for (; i <= block.Length - Vector<double>.Count; i += Vector<double>.Count) zeros += new Vector<double>(block[i..]) * 0.0;
        var zero = Vector.Sum(zeros);
        for (; i < block.Length; i++) zero += block[i] * 0;
        return zero == 0;
    }

    // `finite` may be the block itself: each value is read before its place is written.
    private ReadOnlySpan<double> Filter(ReadOnlySpan<double> block, Span<double> finite)
    {
        var count = 0;
        foreach (var value in block)
        {
            if (double.IsFinite(value)) finite[count++] = value;
            else if (double.IsNaN(value)) NaNs++;
            else if (value > 0) PositiveInfinities++;
            else NegativeInfinities++;
        }

        return finite[..count];
    }
}
