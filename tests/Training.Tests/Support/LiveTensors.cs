using static TorchSharp.torch;

namespace Gen.Training.Tests.Support;

internal static class LiveTensors
{
    /// <summary>The tensors that are alive, without those that earlier tests left to the finalizer.</summary>
    public static long Count()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
