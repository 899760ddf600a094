using System.ComponentModel;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// <c>argmax</c> for generated updates. It is most of the cost of a classification metric, and torch's own compares one number at a time on
/// the CPU; a vectorized loop takes a fifth of the time. Other devices use torch's.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ArgMax
{
    // From this number of elements on, torch's threads, if there are many, are faster than one loop.
    private const long ForManyThreads = 1 << 20;
    private const int ManyThreads = 4;

    /// <summary>Returns the index of the maximum along an axis: the first of equal values, or the first NaN, as in torch.</summary>
    /// <param name="values">Scores of any type on any device, such as [n, classes] or [n, classes, height, width].</param>
    /// <param name="axis">The axis to reduce; a negative axis counts from the end.</param>
    /// <returns>An int64 tensor, such as [n], on the device of <paramref name="values"/>, in the current dispose scope.</returns>
    public static Tensor Compute(Tensor values, long axis)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (axis is not (1 or -1) || values.device_type != DeviceType.CPU || values.Dimensions != 2) return values.argmax(axis);
        var type = values.dtype;
        var width = values.size(1);
        if (type is not (ScalarType.Float32 or ScalarType.Float64) || !IsForTheLoop(values.numel(), width) || !values.is_contiguous())
            return values.argmax(axis);
        var positions = empty(values.size(0), int64, CPU);
        var found = MemoryMarshal.Cast<byte, long>(positions.bytes);
        if (type == ScalarType.Float32)
            RowArgMax.Find(MemoryMarshal.Cast<byte, float>(values.bytes), (int)width, found);
        else
            RowArgMax.Find(MemoryMarshal.Cast<byte, double>(values.bytes), (int)width, found);
        GC.KeepAlive(values);
        return positions;
    }

    // A span has at most 2 GiB. Empty rows are left to torch, which throws.
    private static bool IsForTheLoop(long count, long width) =>
        width > 0 && count <= int.MaxValue / sizeof(double) && (count < ForManyThreads || get_num_threads() <= ManyThreads);
}

/// <summary>
/// The vectorized loop of <see cref="ArgMax"/>. No branch depends on the values, except for NaN and in rows of more than
/// <see cref="MaskBits"/>
/// values: the index of the maximum is random, so such a branch would be mispredicted in each row.
/// </summary>
/// <remarks>
/// 3.4 ns for a row of 14 floats, where <c>TensorPrimitives.IndexOfMax</c> takes 8 to 9 ns; and -0 equals 0, as in torch, where IndexOfMax
/// treats 0 as greater (benchmarks: metric-update-100).
/// </remarks>
internal static class RowArgMax
{
    private const int MaskBits = 64;

    /// <summary>Finds the index of the maximum of each row: the first of equal values, or the first NaN.</summary>
    /// <param name="values">The rows, one after the other.</param>
    /// <param name="width">The number of values in a row, at least 1.</param>
    /// <param name="positions">Receives the index of each row.</param>
    public static void Find<T>(ReadOnlySpan<T> values, int width, Span<long> positions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (var row = 0; row < positions.Length; row++)
        {
            var current = values.Slice(row * width, width);
            positions[row] = width < Vector128<T>.Count ? Scalar(current)
                : width < Vector256<T>.Count ? TwoVectors(current)
                : width <= MaskBits ? Masked(current)
                : Wide(current);
        }
    }

    private static int Scalar<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var best = 0;
        for (var k = 1; k < row.Length; k++)
            if (!(row[k] <= row[best]) && !T.IsNaN(row[best])) best = k;
        return best;
    }

    private static int TwoVectors<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var last = row.Length - Vector128<T>.Count;
        var (a, b) = (Vector128.LoadUnsafe(ref first), Vector128.LoadUnsafe(ref first, (nuint)last));
        var numbers = Vector128.Equals(a, a) & Vector128.Equals(b, b);
        if (numbers.AsByte() != Vector128<byte>.AllBitsSet) return FirstNaN(row);
        var max = MaxInAllLanes(Vector128.MaxNative(a, b));
        var hits = Vector128.Equals(a, max).ExtractMostSignificantBits()
            | Vector128.Equals(b, max).ExtractMostSignificantBits() << last;
        return BitOperations.TrailingZeroCount(hits);
    }

    // 3.4 ns for a row of 14 floats; 6 ns with vectors of 128 bits.
    private static int Masked<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(row);

        // The last vector overlaps the one before unless the width is a multiple.
        var last = (nuint)(row.Length - Vector256<T>.Count);
        var max = Vector256.LoadUnsafe(ref first, last);
        var numbers = Vector256.Equals(max, max);
        for (nuint k = 0; k < last; k += (nuint)Vector256<T>.Count)
        {
            var next = Vector256.LoadUnsafe(ref first, k);
            max = Vector256.MaxNative(max, next);
            numbers &= Vector256.Equals(next, next);
        }

        if (numbers.AsByte() != Vector256<byte>.AllBitsSet) return FirstNaN(row);
        var all = Vector256.Create(MaxInAllLanes(Vector128.MaxNative(max.GetLower(), max.GetUpper()))[0]);
        ulong hits = 0;
        for (nuint k = 0; k < last; k += (nuint)Vector256<T>.Count)
            hits |= Hits(Vector256.LoadUnsafe(ref first, k), all) << (int)k;
        hits |= Hits(Vector256.LoadUnsafe(ref first, last), all) << (int)last;
        return BitOperations.TrailingZeroCount(hits);
    }

    private static ulong Hits<T>(Vector256<T> values, Vector256<T> max) =>
        Vector256.Equals(values, max).ExtractMostSignificantBits();

    private static Vector128<T> MaxInAllLanes<T>(Vector128<T> values)
        where T : unmanaged
    {
        var bytes = values.AsByte();
        values = Vector128.MaxNative(
            values,
            Vector128.Shuffle(bytes, Vector128.Create((byte)8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7)).As<byte, T>()
        );
        if (Vector128<T>.Count == 2)
            return values;
        bytes = values.AsByte();
        return Vector128.MaxNative(
            values,
            Vector128.Shuffle(bytes, Vector128.Create((byte)4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11)).As<byte, T>()
        );
    }

    // Two maxima, because each MaxNative waits for the result of the one before.
    private static int Wide<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref var first = ref MemoryMarshal.GetReference(row);
        var step = (nuint)Vector256<T>.Count;
        var last = (nuint)row.Length - step;
        var (even, odd) = (Vector256.LoadUnsafe(ref first, last), Vector256.LoadUnsafe(ref first, last - step));
        var numbers = Vector256.Equals(even, even) & Vector256.Equals(odd, odd);
        for (nuint k = 0; k + step < last; k += 2 * step)
        {
            var (a, b) = (Vector256.LoadUnsafe(ref first, k), Vector256.LoadUnsafe(ref first, k + step));
            even = Vector256.MaxNative(even, a);
            odd = Vector256.MaxNative(odd, b);
            numbers &= Vector256.Equals(a, a) & Vector256.Equals(b, b);
        }

        if (numbers.AsByte() != Vector256<byte>.AllBitsSet) return FirstNaN(row);
        var max = Vector256.MaxNative(even, odd);
        return FirstOf(row, MaxInAllLanes(Vector128.MaxNative(max.GetLower(), max.GetUpper()))[0]);
    }

    // Compared by value, because -0 equals 0.
    private static int FirstOf<T>(ReadOnlySpan<T> row, T max)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var all = Vector256.Create(max);
        ref var first = ref MemoryMarshal.GetReference(row);
        var last = row.Length - Vector256<T>.Count;
        for (var k = 0; k < last; k += Vector256<T>.Count)
            if (Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)k), all).ExtractMostSignificantBits() is var hits and not 0)
                return k + BitOperations.TrailingZeroCount(hits);
        return last
            + BitOperations.TrailingZeroCount(
                Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)last), all).ExtractMostSignificantBits()
            );
    }

    private static int FirstNaN<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var k = 0;
        while (!T.IsNaN(row[k])) k++;
        return k;
    }
}
