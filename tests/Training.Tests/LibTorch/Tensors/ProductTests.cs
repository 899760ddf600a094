using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class ProductTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _a = Numbers.Doubles(1, 2, 3, 4, 5, 6).reshape(2, 3);
    private readonly Tensor _b = Numbers.Doubles(1, 0, 2, 1, 0, 3).reshape(3, 2);
    private readonly double[] _product = [5, 11, 14, 23];

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void EinsteinsNotationSaysWhatToMultiplyAndSum()
    {
        Assert.Equal(_product, einsum("ij,jk->ik", _a, _b).ToDoubles());
        Assert.Equal([1, 4, 2, 5, 3, 6], einsum("ij->ji", _a).ToDoubles());
        Assert.Equal(21, einsum("ij->", _a).ToDouble());
        var batch = einsum("bi,bj->bij", _a, _a);
        Assert.Equal([2, 3, 3], batch.shape);
        Assert.Equal([16, 20, 24, 20, 25, 30, 24, 30, 36], batch[1].ToDoubles());
    }

    [Fact]
    public void TensorsAreContractedAlongTheAxesNamed()
    {
        Assert.Equal(_product, tensordot(_a, _b, new long[] { 1 }, new long[] { 0 }).ToDoubles());
        Assert.Equal([1 * 1 + 2 * 2 + 3 * 0 + 4 * 0 + 5 * 1 + 6 * 3], tensordot(_a, _b, [(0L, 1L), (1L, 0L)]).ToDoubles());
    }

    [Fact]
    public void VectorsHaveOuterInnerAndDottedProducts()
    {
        Tensor x = Numbers.Doubles(1, 2), y = Numbers.Doubles(3, 4);
        Assert.Equal([3, 4, 6, 8], outer(x, y).ToDoubles());
        Assert.Equal([3, 4, 6, 8], x.ger(y).ToDoubles());
        Assert.Equal(11, inner(x, y).ToDouble());
        Assert.Equal(11, vdot(x, y).ToDouble());
        Assert.Equal([3, 4, 6, 8], kron(x, y).ToDoubles());
        Assert.Equal([14, 32, 32, 77], inner(_a, _a).ToDoubles());
    }

    [Fact]
    public void ProductsAreAddedWithFactors()
    {
        var sum = ones(2, 2, dtype: float64);
        Assert.Equal([.. _product.Select(p => 2 + 3 * p)], addmm(sum, _a, _b, 2, 3).ToDoubles());
        Assert.Equal([.. _product.Select(p => 1 + p)], sum.addmm(_a, _b).ToDoubles());
        Assert.Equal([2 + 3 * 14, 2 + 3 * 32], ones(2, dtype: float64).addmv(_a, Numbers.Doubles(1, 2, 3), 2, 3).ToDoubles());
        Assert.Equal([.. _product.Select(p => 1 + 2 * p)], addbmm(sum, stack([_a, _a]), stack([_b, _b])).ToDoubles());
        Assert.Equal([4, 5, 7, 9], addr(sum, Numbers.Doubles(1, 2), Numbers.Doubles(3, 4)).ToDoubles());
    }

    [Fact]
    public void DistancesAreBetweenAllRows()
    {
        var points = Numbers.Doubles(0, 0, 3, 4, 6, 8).reshape(3, 2);
        var others = Numbers.Doubles(0, 0, 3, 0).reshape(2, 2);
        Numbers.AssertNear([0, 3, 5, 4, 10, Math.Sqrt(9 + 64)], cdist(points, others));
        Numbers.AssertNear([0, 3, 7, 4, 14, 11], cdist(points, others, 1, compute_mode.donot_use_mm_for_euclid_dist));
        Assert.Throws<ArgumentException>(() => cdist(points, others, -1));
    }

    [Fact]
    public void MatricesAreTransposedAndTraced()
    {
        Assert.Equal(1 + 4, trace(Numbers.Doubles(1, 2, 3, 4).reshape(2, 2)).ToDouble());
        Assert.Throws<ArgumentException>(() => Numbers.Doubles(1, 2).trace());
        var batch = _a.unsqueeze(0);
        Assert.Equal([1, 3, 2], batch.mT.shape);
        Assert.Equal([1, 4, 2, 5, 3, 6], batch.mH.ToDoubles());
        Assert.Equal([1, 4, 2, 5, 3, 6], _a.H.ToDoubles());
    }
}
