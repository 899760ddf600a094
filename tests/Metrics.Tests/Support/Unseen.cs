using TorchSharp;

namespace Gen.Metrics.Tests.Support;

/// <summary>For a refused formula: compiled in this assembly, whose source the formula's compilation does not have.</summary>
public static class Unseen
{
    public static torch.Tensor Twice(torch.Tensor tensor) => tensor + tensor;
}
