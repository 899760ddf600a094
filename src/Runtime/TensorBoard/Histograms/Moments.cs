using System.Numerics;

namespace Gen.TensorBoard;

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
