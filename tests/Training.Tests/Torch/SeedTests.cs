using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

public class SeedTests
{
    [Fact]
    public void ManualSeed_SameSeed_GivesSameNumbers()
    {
        Assert.Equal(Draw(11), Draw(11));
        Assert.NotEqual(Draw(11), Draw(12));
        Assert.Equal(Draw(-1), Draw(-1));
    }

    [Fact]
    public void GeneratorState_Restored_Continues()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        rand(5);
        var state = random.get_rng_state();
        var first = randn(5).ToDoubles();
        random.set_rng_state(state);
        Assert.Equal(first, randn(5).ToDoubles());
    }

    [Fact]
    public void Generator_Own_DoesNotAffectDefault()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(1);
        var expected = rand(3).ToDoubles();
        random.manual_seed(1);
        using var generator = new Generator(5);
        rand(3, generator: generator);
        Assert.Equal(expected, rand(3).ToDoubles());
    }

    [Fact]
    public void Layers_SameSeed_HaveSameWeights()
    {
        Assert.Equal(Layers(), Layers());

        static double[] Layers()
        {
            random.manual_seed(4);
            using var lstm = nn.LSTM(2, 3);
            using var linear = nn.Linear(3, 2);
            using var table = nn.Embedding(4, 2);
            return [.. lstm.parameters().Concat(linear.parameters()).Concat(table.parameters()).SelectMany(p => p.ToDoubles())];
        }
    }

    private static double[] Draw(long seed)
    {
        using var scope = NewDisposeScope();
        random.manual_seed(seed);
        return
        [
            .. rand(3).ToDoubles(),
            .. randn(3).ToDoubles(),
            .. randperm(5).ToDoubles(),
            .. randint(0, 100, new long[] { 4 }).ToDoubles(),
        ];
    }
}
