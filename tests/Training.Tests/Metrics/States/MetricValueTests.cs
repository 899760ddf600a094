using Gen.Training.Metrics;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

public class MetricValueTests
{
    [Fact]
    public void Read_EachShape_HasItsNumbers()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(2.5, MetricValue.Read("a", MetricShape.Scalar, tensor(2.5f)).Scalar);
        Assert.Equal([1, 0], MetricValue.Read("a", MetricShape.Vector, tensor(new[] { true, false })).Vector);
        var matrix = MetricValue.Read("a", MetricShape.Matrix, tensor(new[] { 1L, 2, 3, 4, 5, 6 }).reshape(3, 2).T);
        Assert.Equal([2, 3], matrix.Sizes);
        Assert.Equal(new double[,] { { 1, 3, 5 }, { 2, 4, 6 } }, matrix.Matrix);
    }

    [Fact]
    public void Read_NaNWithoutAxes_FitsEachShape()
    {
        using var nan = tensor(float.NaN);
        foreach (var shape in Enum.GetValues<MetricShape>())
        {
            var value = MetricValue.Read("a", shape, nan);
            Assert.True(double.IsNaN(value.Scalar) && double.IsNaN(value.Vector.Single()) && double.IsNaN(value.Matrix[0, 0]));
        }
    }

    [Fact]
    public void Read_InferredShape_ComesFromAxes()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(MetricShape.Scalar, MetricValue.Read("a", MetricShape.Inferred, tensor(1)).Shape);
        Assert.Equal(MetricShape.Vector, MetricValue.Read("a", MetricShape.Inferred, ones(3)).Shape);
        Assert.Equal(MetricShape.Matrix, MetricValue.Read("a", MetricShape.Inferred, ones(1, 1)).Shape);
    }

    [Fact]
    public void Read_OtherShape_Throws()
    {
        using var three = ones(3);
        var error = Assert.Throws<InvalidOperationException>(() => MetricValue.Read("precision", MetricShape.Scalar, three));
        Assert.Equal(
            "The metric 'precision' returned [3], which is not a scalar. Set its Shape, or change what it returns.",
            error.Message
        );
        error = Assert.Throws<InvalidOperationException>(() => MetricValue.Read("precision", MetricShape.Vector, three).Scalar);
        Assert.Equal("The metric 'precision' is [3], not one number.", error.Message);
    }

    [Fact]
    public void Indexer_UnknownName_SuggestsNearest()
    {
        using var one = tensor(1);
        var values = new Two(MetricValue.Read("accuracy", MetricShape.Scalar, one), MetricValue.Read("loss", MetricShape.Scalar, one));
        Assert.Equal(["accuracy", "loss"], values.Select(v => v.Name));
        Assert.Equal("loss", values["loss"].Name);
        Assert.Equal(
            "Metric 'acuracy' does not exist. Did you mean 'accuracy'?",
            Assert.Throws<KeyNotFoundException>(() => values["acuracy"]).Message
        );
        Assert.Equal(
            "Metric 'recall' does not exist. The metrics are accuracy, loss.",
            Assert.Throws<KeyNotFoundException>(() => values["recall"]).Message
        );
    }

    private sealed class Two(MetricValue one, MetricValue two) : MetricValues(one, two);
}
