using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>
/// <c>argmax</c> as generated updates call it: most of what a classification metric costs is finding each row's greatest score, which torch does number by
/// number on the processor. A loop of vector instructions takes a fifth of that. Elsewhere it is torch's.
/// </summary>
public static class RowArgmax
{
    // From here on torch's threads, where there are many, are quicker than one loop.
    private const long ForManyThreads = 1 << 20;
    private const int ManyThreads = 4;

    /// <summary>The position of the greatest value along an axis, the first of equal ones; NaN counts as greater than any number, as in torch.</summary>
    /// <param name="values">Scores, such as [n, classes] or [n, classes, height, width]; of any type and on any device.</param>
    /// <param name="axis">The axis that goes away; a negative one counts from the end.</param>
    /// <returns>int64, such as [n], on the device of <paramref name="values"/>, in the current dispose scope.</returns>
    public static Tensor Of(Tensor values, long axis)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (axis is not (1 or -1) || values.device_type != DeviceType.CPU || values.Dimensions != 2) return values.argmax(axis);
        var type = values.dtype;
        var width = values.size(1);
        if (type is not (ScalarType.Float32 or ScalarType.Float64) || !IsForTheLoop(values.numel(), width) || !values.is_contiguous()) return values.argmax(axis);
        var positions = empty(values.size(0), int64, CPU);
        var found = MemoryMarshal.Cast<byte, long>(positions.bytes);
        if (type == ScalarType.Float32)
            GreatestPositions.Find(MemoryMarshal.Cast<byte, float>(values.bytes), (int)width, found);
        else
            GreatestPositions.Find(MemoryMarshal.Cast<byte, double>(values.bytes), (int)width, found);
        GC.KeepAlive(values);
        return positions;
    }

    // A span holds up to 2 GiB. Rows of no values are torch's to refuse.
    private static bool IsForTheLoop(long count, long width) =>
        width > 0 && count <= int.MaxValue / sizeof(double) && (count < ForManyThreads || get_num_threads() <= ManyThreads);
}
