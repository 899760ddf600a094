using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class NewTensorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _model = zeros(2, 3, dtype: float64);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void NewTensorsHaveTheTypeOfTheOldOneAndTheShapeAskedFor()
    {
        Tensor[] made =
        [
            _model.new_zeros(4), _model.new_zeros(4, 1), _model.new_zeros(4, 1, 1), _model.new_zeros(4, 1, 1, 1), _model.new_zeros([4]),
            _model.new_ones(4), _model.new_ones(2, 2), _model.new_ones(4, 1, 1), _model.new_ones(4, 1, 1, 1),
            _model.new_empty(4), _model.new_empty(4, 1), _model.new_empty([2, 2]),
            _model.new_full(4, 7), _model.new_full(2, 2, 7), _model.new_full([4], 7), _model.new_full(1, 2, 2, 7),
        ];
        Assert.All(made, t => Assert.Equal((ScalarType.Float64, 4), (t.dtype, t.numel())));
        Assert.Equal([4, 1, 1], made[2].shape);
        Assert.Equal([0, 0, 0, 0], made[0].ToDoubles());
        Assert.Equal([1, 1, 1, 1], made[6].ToDoubles());
        Assert.Equal([7, 7, 7, 7], made[14].ToDoubles());
        Assert.Equal(ScalarType.Int64, _model.new_ones(2, dtype: int64).dtype);
        Assert.True(_model.new_zeros(2, requires_grad: true).requires_grad);
    }

    [Fact]
    public void LikesHaveTheShapeOfTheOldOne()
    {
        Assert.Equal([0, 0, 0, 0, 0, 0], _model.zeros_like().ToDoubles());
        Assert.Equal([1, 1, 1, 1, 1, 1], _model.ones_like().ToDoubles());
        Assert.Equal([2, 2, 2, 2, 2, 2], _model.full_like(2).ToDoubles());
        Assert.Equal([2, 3], _model.empty_like(int64).shape);
        Assert.InRange(_model.rand_like().max().ToDouble(), 0, 1);
        Assert.Equal(ScalarType.Float32, _model.randn_like(float32).dtype);
    }

    [Fact]
    public void PowersAndTrianglesAreCounted()
    {
        Numbers.AssertNear([1, 10, 100], logspace(0, 2, 3), 1e-6);
        Numbers.AssertNear([2, 4, 8], logspace(1, 3, 3, @base: 2, dtype: float64));
        Assert.Equal([0, 1, 1, 0, 0, 1], tril_indices(2, 2).ToDoubles());
        Assert.Equal([0, 1], triu_indices(2, 2, 1).ToDoubles());
        Assert.Throws<ArgumentException>(() => tril_indices(2, 2, dtype: ScalarType.Float32));
    }

    [Fact]
    public void SmallIntegersKeepTheirType()
    {
        Assert.Equal(ScalarType.Byte, tensor((byte)200).dtype);
        Assert.Equal(200, tensor((byte)200).ToInt32());
        Assert.Equal([-1, 2], tensor(new sbyte[] { -1, 2 }).ToDoubles());
        Assert.Equal(ScalarType.Int16, tensor(new short[] { -1, 2 }).dtype);
        Assert.Equal(ScalarType.Float32, tensor(new byte[] { 1 }, dtype: float32).dtype);
    }

    [Fact]
    public void TypesMeetInOneThatHoldsBoth()
    {
        Assert.Equal(ScalarType.Float32, promote_types(ScalarType.Int64, ScalarType.Float32));
        Assert.Equal(ScalarType.Float64, promote_types(ScalarType.Float32, ScalarType.Float64));
        Assert.Equal(ScalarType.Int64, result_type(ones(2, dtype: int64), tensor(2)));
        Assert.Equal(ScalarType.Float32, result_type(ones(2), tensor(2.0)));
        Assert.True(can_cast(ScalarType.Int32, ScalarType.Float32));
        Assert.False(can_cast(ScalarType.Float32, ScalarType.Int32));
        Assert.True(is_floating_point(_model) && !is_integral(_model) && !is_complex(_model));
    }

    [Fact]
    public void LimitsAreThoseOfTheNumbersThemselves()
    {
        Assert.Equal((MathF.BitIncrement(1) - 1, float.MaxValue, 32), (finfo().eps, finfo().max, finfo().bits));
        var wide = finfo(ScalarType.Float64);
        Assert.Equal((Math.BitIncrement(1) - 1, double.MaxValue, double.MinValue), (wide.eps, wide.max, wide.min));
        Assert.Equal(2.2250738585072014e-308, wide.tiny);
        Assert.Equal(((double)Half.MaxValue, 0.001), (finfo(ScalarType.Float16).max, finfo(ScalarType.Float16).resolution));
        Assert.Equal(1.1754943508222875e-38, finfo(ScalarType.BFloat16).smallest_normal);
        Assert.Throws<ArgumentException>(() => finfo(ScalarType.Int64));
    }

    [Fact]
    public void ListsAndDeepArraysTakeTheShapeAskedFor()
    {
        Assert.Equal([1, 2, 1, 2], tensor(new double[1, 2, 1, 2]).shape);
        Assert.Equal([2, 1], tensor(new byte[,] { { 1 }, { 2 } }).shape);
        Assert.Equal([2, 3], tensor(new List<long> { 1, 2, 3, 4, 5, 6 }, 2, 3).shape);
        Assert.Equal([1, 2, 3, 4], tensor(new List<float> { 1, 2, 3, 4 }, 2, 1, 2).ToDoubles());
        Assert.Equal([2, 2], tensor(new short[] { 1, 2, 3, 4 }, [2, 2]).shape);
        Assert.Equal([3], tensor(new List<byte> { 1, 2, 3 }).shape);
    }
}
