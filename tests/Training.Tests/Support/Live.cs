using static TorchSharp.torch;

namespace Gen.Training.Tests;

internal static class Live
{
    /// <summary>Live tensors, after those that earlier tests forgot are gone.</summary>
    public static long Tensors()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
