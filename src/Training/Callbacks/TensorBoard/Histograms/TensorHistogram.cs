using System.Runtime.InteropServices;
using Gen.TensorBoard;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The histogram of a tensor's values.</summary>
internal static class TensorHistogram
{
    /// <summary>Counts all values, between TensorFlow's edges. Waits for the tensor's device.</summary>
    /// <param name="tensor">Of a floating-point type.</param>
    public static HistogramSummary Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var wide = tensor.dtype == ScalarType.Float64;
        var here = tensor.detach().cpu().to_type(wide ? ScalarType.Float64 : ScalarType.Float32).contiguous();
        var bytes = here.bytes;
        var histogram = wide ? HistogramSummary.FromValues(MemoryMarshal.Cast<byte, double>(bytes)) : HistogramSummary.FromValues(MemoryMarshal.Cast<byte, float>(bytes));
        GC.KeepAlive(here);
        return histogram;
    }
}
