using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class FactoryTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void AnArraysElementTypeIsTheTensors()
    {
        Assert.Equal(ScalarType.Bool, tensor(new[] { true }).dtype);
        Assert.Equal(ScalarType.Int32, tensor(new[] { 1 }).dtype);
        Assert.Equal(ScalarType.Int64, tensor(new[] { 1L }).dtype);
        Assert.Equal(ScalarType.Float32, tensor(new[] { 1f }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1.0 }).dtype);
        Assert.Equal(ScalarType.Float64, tensor(new[] { 1 }, dtype: float64).dtype);
    }

    [Fact]
    public void AScalarHasNoAxes()
    {
        Assert.Equal([], tensor(2L).shape);
        Assert.Equal(ScalarType.Int64, tensor(2L).dtype);
        Assert.Equal(ScalarType.Int32, tensor(2).dtype);
        Assert.Equal(ScalarType.Float32, tensor(2f).dtype);
        Assert.True(tensor(true).item<bool>());
        Assert.Equal(2.5, tensor(2.5).item<double>());
    }

    [Fact]
    public void ArraysOfSeveralAxesKeepTheirShape()
    {
        var square = tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2, 3], square.shape);
        Assert.Equal([1, 2, 3, 4, 5, 6], square.ToDoubles());
        Assert.Equal([1, 2, 2], tensor(new long[,,] { { { 1, 2 }, { 3, 4 } } }).shape);
        Assert.Equal([3, 2], tensor(new double[6], [3, 2]).shape);
        Assert.Equal([0], tensor(Array.Empty<float>()).shape);
    }

    [Fact]
    public void TheArrayIsCopied()
    {
        float[] values = [1, 2];
        var copy = tensor(values);
        values[0] = 9;
        Assert.Equal([1, 2], copy.ToDoubles());
    }

    [Fact]
    public void TooFewValuesForTheShapeAreRefused() =>
        Assert.Throws<ArgumentException>(() => tensor(new double[5], [3, 2]));

    [Fact]
    public void FilledTensorsHaveTheShapeAndTypeAskedFor()
    {
        Assert.Equal([0, 0, 0, 0], zeros(2, 2).ToDoubles());
        Assert.Equal(ScalarType.Float32, zeros(2).dtype);
        Assert.Equal([1, 1], ones(2, dtype: int64).ToDoubles());
        Assert.Equal([7, 7], full(2, 7.0).ToDoubles());
        Assert.Equal(ScalarType.Int64, full(2, 7).dtype);
        Assert.Equal([2, 3, 4], empty(2, 3, 4).shape);
        Assert.Equal([2, 1], zeros(new long[] { 2, 1 }).shape);
        Assert.True(zeros(2, requires_grad: true).requires_grad);
    }

    [Fact]
    public void LikesTakeShapeAndTypeOfTheInput()
    {
        var model = zeros(2, 3, dtype: float64);
        Assert.Equal(ScalarType.Float64, ones_like(model).dtype);
        Assert.Equal([2, 3], zeros_like(model, dtype: int64).shape);
        Assert.Equal(ScalarType.Int64, zeros_like(model, dtype: int64).dtype);
        Assert.Equal([5, 5, 5, 5, 5, 5], full_like(model, 5).ToDoubles());
    }

    [Fact]
    public void SequencesCountUpAndStopBelowTheirEnd()
    {
        Assert.Equal([0, 1, 2], arange(3).ToDoubles());
        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
        Assert.Equal([1, 3], arange(1, 5, 2).ToDoubles());
        Assert.Equal([0, 0.5, 1], linspace(0, 1, 3).ToDoubles());
        Assert.Equal([1, 0, 0, 1], eye(2).ToDoubles());
        Assert.Equal([2, 3], eye(2, 3).shape);
    }

    [Fact]
    public void RandomTensorsStayInTheirRanges()
    {
        random.manual_seed(2);
        var uniform = rand(1000);
        Assert.InRange(uniform.min().ToDouble(), 0, 0.05);
        Assert.InRange(uniform.max().ToDouble(), 0.95, 1);
        var normal = randn(10_000);
        Assert.Equal(0, normal.mean().ToDouble(), 0.05);
        Assert.Equal(1, normal.std().ToDouble(), 0.05);
        var integers = randint(3, 6, new long[] { 200 });
        Assert.Equal(ScalarType.Int64, integers.dtype);
        Assert.Equal([3, 4, 5], integers.ToDoubles().Distinct().Order());
        Assert.Equal([0, 1, 2, 3], randperm(4).ToDoubles().Order());
    }
}
