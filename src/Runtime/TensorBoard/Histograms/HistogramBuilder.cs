using System.Numerics;

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

/// <summary>Number, least, greatest, sum and sum of squares of finite values, block by block.</summary>
internal sealed class Moments
{
    public long Number { get; private set; }

    /// <summary>Positive infinity before any value.</summary>
    public double Min { get; private set; } = double.PositiveInfinity;

    /// <summary>Negative infinity before any value.</summary>
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

        Number += block.Length;
        Sum += sum;
        SumOfSquares += square;
    }
}

/// <summary>
/// Hands values out as blocks of finite doubles that fit the processor's nearest cache. One NaN would otherwise make a histogram's sums NaN and hide all
/// other values, so what is not finite is counted apart.
/// </summary>
internal struct FiniteBlocks
{
    private const int Size = 2048;

    /// <summary>Takes one block.</summary>
    public delegate void Visitor(ReadOnlySpan<double> block);

    /// <summary>Values left out because they are NaN.</summary>
    public long NaNs { get; private set; }

    /// <summary>Values left out because they are positive infinity.</summary>
    public long PositiveInfinities { get; private set; }

    /// <summary>Values left out because they are negative infinity.</summary>
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

    // Zero times a finite number is zero; times NaN or an infinity it is NaN, and stays so.
    private static bool AllFinite(ReadOnlySpan<double> block)
    {
        var zeros = Vector<double>.Zero;
        var i = 0;
        for (; i <= block.Length - Vector<double>.Count; i += Vector<double>.Count) zeros += new Vector<double>(block[i..]) * 0.0;
        var zero = Vector.Sum(zeros);
        for (; i < block.Length; i++) zero += block[i] * 0;
        return zero == 0;
    }

    // `finite` may be the block itself: no value is read after its place is written.
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
