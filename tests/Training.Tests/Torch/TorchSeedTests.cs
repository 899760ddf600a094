using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Torch;

public class TorchSeedTests
{
    [Fact]
    public void Set_SameSeed_GivesSameNumbers()
    {
        using var scope = torch.NewDisposeScope();
        Assert.Equal(Draw(3), Draw(3));
        Assert.NotEqual(Draw(3), Draw(4));

        static double[] Draw(long seed)
        {
            TorchSeed.Set(seed);
            return torch.randn(4).ToDoubles();
        }
    }
}
