using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

public class ThreadTests
{
    [Fact]
    public void Tensors_SeveralThreads_Work()
    {
        using var shared = arange(0, 1000, dtype: float64);
        var before = LiveTensors.Count();
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, worker =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var scope = NewDisposeScope();
                Assert.Equal(499_500.0 + 1000 * worker, (shared + worker).sum().ToDouble());
            }
        });
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Finalizer_UndisposedTensors_AreFreed()
    {
        Make();
        var before = LiveTensors.Count();
        Make();
        Assert.Equal(before, LiveTensors.Count());

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Make()
        {
            for (var i = 0; i < 100; i++) _ = zeros(10);
        }
    }

    [Fact]
    public void GradMode_BelongsToItsThread()
    {
        using var _ = no_grad();
        var elsewhere = false;
        var thread = new Thread(() => elsewhere = is_grad_enabled());
        thread.Start();
        thread.Join();
        Assert.True(elsewhere);
        Assert.False(is_grad_enabled());
    }
}
