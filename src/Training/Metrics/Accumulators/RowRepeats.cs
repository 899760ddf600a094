using System.Globalization;
using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training.Metrics;

/// <summary>Weights of collected rows as the positions to take: each as often as it weighs.</summary>
internal static class RowRepeats
{
    /// <summary>The positions, int64.</summary>
    /// <param name="weights">int64 or float64, on the processor, shape [rows].</param>
    public static Tensor Index(Tensor weights)
    {
        using var whole = weights.to_type(ScalarType.Float64).contiguous();
        var times = MemoryMarshal.Cast<byte, double>(whole.bytes);
        var positions = new List<long>(times.Length);
        for (var row = 0; row < times.Length; row++)
        {
            var count = times[row];
            if (count != Math.Floor(count) || count < 0 || count > int.MaxValue)
                throw new InvalidOperationException(
                    $"Row {row} has weight {count.ToString(CultureInfo.InvariantCulture)}: a collected metric repeats rows, so that weights must be whole numbers.");
            for (var i = 0; i < count; i++) positions.Add(row);
        }
        GC.KeepAlive(whole);
        return tensor(positions.ToArray(), ScalarType.Int64, CPU);
    }
}
