using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class CastTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void ValuesWhereATensorIsWantedKeepTheirType()
    {
        Tensor[] made = [(byte)1, (sbyte)1, (short)1, 1, 1L, 1f, 1.0, true];
        ScalarType[] types =
        [
            ScalarType.Byte, ScalarType.Int8, ScalarType.Int16, ScalarType.Int32, ScalarType.Int64, ScalarType.Float32, ScalarType.Float64,
            ScalarType.Bool,
        ];
        Assert.Equal(types, made.Select(t => t.dtype));
        Assert.All(made, t => Assert.Equal(0, t.ndim));
        Assert.All(made, t => Assert.Equal(1, t.ToDouble()));
    }

    [Fact]
    public void ArraysWhereATensorIsWantedBecomeVectors()
    {
        Tensor[] made =
        [
            new byte[] { 1, 2 }, new sbyte[] { 1, 2 }, new short[] { 1, 2 }, new[] { 1, 2 }, new long[] { 1, 2 }, new float[] { 1, 2 },
            new double[] { 1, 2 },
        ];
        Assert.All(made, t => Assert.Equal([1, 2], t.ToDoubles()));
        Tensor truths = new[] { true, false };
        Assert.Equal([1, 0], truths.ToDoubles());
    }

    [Fact]
    public void NumbersStayNumbersWhereBothWouldDo()
    {
        var floats = ones(2);
        Assert.Equal(ScalarType.Float32, (floats + 2.0).dtype);
        Assert.Equal(ScalarType.Float32, floats.add(2.0).mul(3).clamp(0, 1).dtype);
        Assert.Equal([1, 1], floats.pow(2).ToDoubles());
    }

    [Fact]
    public void ElementsCanBeSetToNumbers()
    {
        var matrix = zeros(2, 2);
        matrix[0, 1] = 3;
        matrix[1] = 4.5;
        matrix.index_put_(7, TensorIndex.Single(0), TensorIndex.Single(0));
        Assert.Equal([7, 3, 4.5, 4.5], matrix.ToDoubles());
        matrix[matrix > 4] = -1;
        Assert.Equal([-1, 3, -1, -1], matrix.ToDoubles());
        matrix[TensorIndex.Ellipsis, 0] = new[] { 8f, 9f };
        Assert.Equal([8, 3, 9, -1], matrix.ToDoubles());
    }

    [Fact]
    public void SingleElementsAreCastToNumbers()
    {
        var tensor = torch.tensor(3.75);
        Assert.Equal((3.75, 3.75f, 3L, 3), ((double)tensor, (float)tensor, (long)tensor, (int)tensor));
        Assert.Equal((3, 3, 3, true), ((short)tensor, (byte)tensor, (sbyte)tensor, (bool)tensor));
        Assert.Equal((3, 3, 3), (tensor.ToInt16(), tensor.ToByte(), tensor.ToSByte()));
        Assert.Equal(ScalarType.Float16, tensor.half().dtype);
        Assert.Equal([3, 3, 3, 3.75], new[] { tensor.@byte(), tensor.@char(), tensor.@short(), tensor.bfloat16() }.Select(t => t.ToDouble()));
    }

    [Fact]
    public void UpToSixPositionsPickAnElement()
    {
        var deep = arange(0, 64).reshape(2, 2, 2, 2, 2, 2);
        Assert.Equal(63 - 2, deep[1, 1, 1, 1, 0, 1].ToInt64());
        Assert.Equal([4, 5], deep[0, 0, 0, 1, 0].ToDoubles());
        Assert.Equal([4, 5, 6, 7], deep[0, 0, 0, 1].ToDoubles());
        deep[0, 0, 0, 0, 0, 0] = 100;
        deep[0, 0, 0, 0, 1] = 200;
        Assert.Equal([100, 1, 200, 200], deep[0, 0, 0, 0].ToDoubles());
    }
}
