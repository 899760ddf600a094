using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public class EmbeddingTests
{
    [Fact]
    public void NumbersBecomeRowsOfTheTable()
    {
        using var scope = NewDisposeScope();
        var table = arange(0, 8, dtype: float64).reshape(4, 2);
        using var layer = Embedding_from_pretrained(table);
        var vectors = layer.call(tensor(new long[] { 3, 0, 3 }).reshape(1, 3));
        Assert.Equal([1, 3, 2], vectors.shape);
        Assert.Equal([6, 7, 0, 1, 6, 7], vectors.ToDoubles());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void APretrainedTableIsFrozenUnlessToldOtherwise(bool freeze)
    {
        using var scope = NewDisposeScope();
        using var layer = Embedding_from_pretrained(ones(3, 2), freeze);
        Assert.Equal(!freeze, layer.weight!.requires_grad);
        Assert.Equal(!freeze, layer.call(tensor(new long[] { 1 })).requires_grad);
    }

    // TorchSharp's Embedding_from_pretrained lists another tensor among the parameters than it computes with; a weight that is set is the one.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AWeightThatIsSetIsTheParameterThatIsTrained(bool trainable)
    {
        using var scope = NewDisposeScope();
        using var layer = Embedding(3, 2);
        layer.weight = Parameter(ones(3, 2), trainable);
        var parameter = layer.parameters().Single();
        Assert.Equal(trainable, parameter.requires_grad);
        Assert.Equal([1, 1], layer.call(tensor(new long[] { 2 })).ToDoubles());
        if (!trainable) return;
        using var optimizer = optim.SGD([parameter], 0.5);
        layer.call(tensor(new long[] { 2 })).sum().backward();
        optimizer.step();
        Assert.Equal([0.5, 0.5], layer.call(tensor(new long[] { 2 })).ToDoubles());
        Assert.Equal([1, 1, 1, 1, 0.5, 0.5], layer.weight!.ToDoubles());
    }

    [Fact]
    public void ThePaddingRowIsZeroAndGetsNoGradient()
    {
        using var scope = NewDisposeScope();
        using var layer = Embedding(4, 2, padding_idx: 1);
        var weight = layer.parameters().Single();
        Assert.Equal([0, 0], weight[1].ToDoubles());
        layer.call(tensor(new long[] { 1, 2, 2 })).sum().backward();
        Assert.Equal([0, 0, 0, 0, 2, 2, 0, 0], weight.grad!.ToDoubles());
    }

    [Fact]
    public void ANegativePaddingRowCountsFromTheEnd()
    {
        using var scope = NewDisposeScope();
        using var layer = Embedding(4, 2, padding_idx: -1);
        Assert.Equal([0, 0], layer.parameters().Single()[3].ToDoubles());
    }

    [Fact]
    public void LongRowsAreShortenedWhenLookedUp()
    {
        using var scope = NewDisposeScope();
        using var layer = Embedding_from_pretrained(tensor(new double[,] { { 3, 4 }, { 3, 4 } }), max_norm: 1);
        Numbers.AssertNear([0.6, 0.8], layer.call(tensor(new long[] { 1 })), 1e-6);
    }

    [Fact]
    public void TheWeightIsANewObjectEachTime()
    {
        using var layer = Embedding(4, 2);
        layer.weight!.Dispose();
        using var again = layer.weight;
        Assert.Equal([4, 2], again!.shape);
    }
}
