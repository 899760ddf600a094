using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

internal static class LiveTensors
{
    /// <summary>Returns the number of live tensors, after freeing those that earlier tests left to the finalizer.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
