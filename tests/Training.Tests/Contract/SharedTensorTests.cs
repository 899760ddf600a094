using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Contract;

/// <summary>What the binding promises beyond TorchSharp, whose Dispose frees a tensor twice, and crashes, where two threads call it at once.</summary>
public class SharedTensorTests
{
    [Fact]
    public void ATensorIsFreedOnceWhoeverDisposesItFirst()
    {
        // What other tests left to the finalizer is not to be freed between two looks at the count.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        for (var i = 0; i < 200; i++)
        {
            var before = Tensor.TotalCount;
            var tensor = zeros(10);
            Parallel.For(0, 4, _ => tensor.Dispose());
            Assert.Equal(before, Tensor.TotalCount);
        }
    }
}
