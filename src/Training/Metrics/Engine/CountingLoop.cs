using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Counting on the CPU in two passes: all indices are checked before any is counted.</summary>
internal static class CountingLoop
{
    public static void Check(ReadOnlySpan<long> first, ReadOnlySpan<long> second, Tensor? weight, long rows, long columns)
    {
        if (weight is null)
        {
            Check(first, rows);
            if (!second.IsEmpty) Check(second, columns);
            return;
        }

        // Rows of weight 0 are not checked. Zeros of int64 and float64 are the same 8 bytes, except for the float64 -0.
        var weights = MemoryMarshal.Cast<byte, long>(weight.bytes);
        var minusZero = weight.dtype == ScalarType.Float64 ? long.MinValue : 0;
        for (var i = 0; i < first.Length; i++)
        {
            if (weights[i] == 0 || weights[i] == minusZero) continue;
            if ((ulong)first[i] >= (ulong)rows) throw OutOfRange(first[i], i, rows);
            if (!second.IsEmpty && (ulong)second[i] >= (ulong)columns) throw OutOfRange(second[i], i, columns);
        }
        GC.KeepAlive(weight);
    }

    public static void Count(Tensor counts, ReadOnlySpan<long> first, ReadOnlySpan<long> second, Tensor? weight, long columns)
    {
        if (counts.dtype == ScalarType.Float64)
            Count(MemoryMarshal.Cast<byte, double>(counts.bytes), first, second, Weights(weight), columns);
        else
            Count(
                MemoryMarshal.Cast<byte, long>(counts.bytes),
                first,
                second,
                weight is null ? default : MemoryMarshal.Cast<byte, long>(weight.bytes),
                columns
            );
        GC.KeepAlive(counts);
        GC.KeepAlive(weight);
    }

    private static void Check(ReadOnlySpan<long> index, long width)
    {
        var position = index.IndexOfAnyExceptInRange(0, width - 1);
        if (position >= 0) throw OutOfRange(index[position], position, width);
    }

    private static ArgumentException OutOfRange(long value, int position, long width) =>
        new($"Index {value} (element {position}) must be from 0 to {width - 1}.");

    private static ReadOnlySpan<double> Weights(Tensor? weight)
    {
        if (weight is null) return default;
        if (weight.dtype == ScalarType.Float64) return MemoryMarshal.Cast<byte, double>(weight.bytes);
        var whole = MemoryMarshal.Cast<byte, long>(weight.bytes);
        var weights = new double[whole.Length];
        for (var i = 0; i < weights.Length; i++) weights[i] = whole[i];
        return weights;
    }

    private static void Count<T>(Span<T> counts, ReadOnlySpan<long> first, ReadOnlySpan<long> second, ReadOnlySpan<T> weights, long columns)
        where T : struct, System.Numerics.INumber<T>
    {
        for (var i = 0; i < first.Length; i++)
        {
            var weight = weights.IsEmpty ? T.One : weights[i];
            if (weight == T.Zero) continue;
            var cell = second.IsEmpty ? first[i] : (first[i] * columns) + second[i];
            counts[(int)cell] += weight;
        }
    }
}
