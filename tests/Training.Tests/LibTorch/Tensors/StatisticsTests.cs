using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.LibTorch.Tensors;

public sealed class StatisticsTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Tensor _cube = Numbers.Doubles(1, 4, 2, 8, 5, 7, 3, 9).reshape(2, 2, 2);

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void VariancesGoAlongOneSeveralOrAllAxes()
    {
        double[] all = [1, 4, 2, 8, 5, 7, 3, 9];
        Numbers.AssertNear([Variance(true, all)], _cube.var());
        double[] halves = [Variance(true, 1, 4, 2, 8), Variance(true, 5, 7, 3, 9)];
        Numbers.AssertNear(halves, _cube.var((1, 2)));
        Numbers.AssertNear(halves, _cube.var(new long[] { 1, 2 }, unbiased: true, keepdim: true));
        Assert.Equal([2, 1, 1], _cube.var(new long[] { 1, 2 }, unbiased: true, keepdim: true).shape);
        Numbers.AssertNear([Variance(false, all)], _cube.var((0, 1, 2), unbiased: false));
        Numbers.AssertNear([4.5, 18, 2, 18], _cube.var(2L));
        Numbers.AssertNear(halves, torch.var(_cube, (1, 2)));
    }

    [Fact]
    public void DeviationsAreRootsOfVariances()
    {
        double[] halves = [Math.Sqrt(Variance(false, 1, 4, 2, 8)), Math.Sqrt(Variance(false, 5, 7, 3, 9))];
        Numbers.AssertNear(halves, _cube.std((1, 2), unbiased: false));
        Numbers.AssertNear(halves, _cube.std([1, 2], unbiased: false));
        Numbers.AssertNear(halves, torch.std(_cube, new long[] { 1, 2 }, unbiased: false));
        Numbers.AssertNear([Math.Sqrt(4.5), Math.Sqrt(18), Math.Sqrt(2), Math.Sqrt(18)], _cube.std(-1L));
    }

    [Fact]
    public void DeviationsAndVariancesComeWithTheMean()
    {
        var (deviation, mean) = _cube.std_mean((1, 2));
        Numbers.AssertNear([3.75, 6], mean);
        Numbers.AssertNear([Math.Sqrt(Variance(true, 1, 4, 2, 8)), Math.Sqrt(Variance(true, 5, 7, 3, 9))], deviation);
        var (variance, middle) = var_mean(_cube, new long[] { 1, 2 }, unbiased: false);
        Numbers.AssertNear([3.75, 6], middle);
        Numbers.AssertNear([Variance(false, 1, 4, 2, 8), Variance(false, 5, 7, 3, 9)], variance);
        Numbers.AssertNear([Variance(true, 1, 4, 2, 8, 5, 7, 3, 9)], _cube.var_mean().var);
        Numbers.AssertNear([39.0 / 8], _cube.std_mean(false).mean);
        Numbers.AssertNear([2.5, 5, 6, 6], _cube.var_mean(2L).mean);
    }

    [Fact]
    public void CovariancesAndCorrelationsAreBetweenRows()
    {
        double[] x = [1, 2, 4], y = [3, 1, 0];
        var rows = stack([Numbers.Doubles(x), Numbers.Doubles(y)]);
        var between = Covariance(x, y);
        Numbers.AssertNear([Variance(true, x), between, between, Variance(true, y)], rows.cov());
        Numbers.AssertNear([Variance(false, x), between * 2 / 3, between * 2 / 3, Variance(false, y)], rows.cov(correction: 0));
        var r = between / Math.Sqrt(Variance(true, x) * Variance(true, y));
        Numbers.AssertNear([1, r, r, 1], torch.corrcoef(rows));
        var repeated = Numbers.Doubles(1, 2, 4).cov(fweights: tensor(new long[] { 1, 2, 1 }));
        Numbers.AssertNear([Variance(true, 1, 2, 2, 4)], repeated);
    }

    [Fact]
    public void NormsAreOfAllElementsOrAlongAnAxis()
    {
        var matrix = Numbers.Doubles(3, 4, -6, 8).reshape(2, 2);
        Numbers.AssertNear([Math.Sqrt(125)], torch.norm(matrix));
        Numbers.AssertNear([5, 10], matrix.norm(1));
        Numbers.AssertNear([7, 14], matrix.norm(1, p: 1));
        Numbers.AssertNear([8], matrix.norm(float.PositiveInfinity));
        Numbers.AssertNear([Math.Sqrt(9 + 81)], Numbers.Doubles(0, 9).dist(Numbers.Doubles(3, 0)));
    }

    private static double Variance(bool unbiased, params double[] values)
    {
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Length - (unbiased ? 1 : 0));
    }

    private static double Covariance(double[] x, double[] y) =>
        x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Sum() / (x.Length - 1);
}
