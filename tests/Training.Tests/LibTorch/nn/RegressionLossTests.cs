using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class RegressionLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void AbsoluteErrorIsReducedAsAsked()
    {
        Tensor input = Numbers.Doubles(1, 2, 5), target = Numbers.Doubles(2, 2, 1);
        Numbers.AssertNear([5.0 / 3], functional.l1_loss(input, target));
        Numbers.AssertNear([5], functional.l1_loss(input, target, Reduction.Sum));
        Numbers.AssertNear([1, 0, 4], functional.l1_loss(input, target, Reduction.None));
    }

    [Fact]
    public void HuberAndSmoothLossAreSquaresNearZeroAndLinesFarFromIt()
    {
        Tensor input = Numbers.Doubles(0.5, 3), target = Numbers.Doubles(0, 0);
        Numbers.AssertNear([0.125, 2 * (3 - 1)], functional.huber_loss(input, target, 2, Reduction.None));
        Numbers.AssertNear([0.125, 2.5], functional.huber_loss(input, target, reduction: Reduction.None));
        Numbers.AssertNear([0.25 / 4, 3 - 1], functional.smooth_l1_loss(input, target, Reduction.None, 2));
        Numbers.AssertNear([(0.125 + 2.5) / 2], functional.smooth_l1_loss(input, target));
    }

    [Fact]
    public void PoissonLossTakesRatesOrTheirLogarithms()
    {
        Tensor input = Numbers.Doubles(0.5, 1), target = Numbers.Doubles(3, 0);
        Numbers.AssertNear([Math.Exp(0.5) - 1.5, Math.E], functional.poisson_nll_loss(input, target, reduction: Reduction.None));
        Numbers.AssertNear(
            [0.5 - 3 * Math.Log(0.5), 1], functional.poisson_nll_loss(input, target, log_input: false, reduction: Reduction.None), 1e-6);
        var stirling = 3 * Math.Log(3) - 3 + 0.5 * Math.Log(2 * Math.PI * 3);
        Numbers.AssertNear(
            [Math.Exp(0.5) - 1.5 + stirling, Math.E], functional.poisson_nll_loss(input, target, full: true, reduction: Reduction.None));
    }

    [Fact]
    public void GaussianLossSumsTheColumnsOfEachRow()
    {
        var input = Numbers.Doubles(1, 2, 3, 4).reshape(2, 2);
        var target = Numbers.Doubles(0, 2, 3, 6).reshape(2, 2);
        var variance = Numbers.Doubles(2, 1, 1, 4).reshape(2, 2);
        double[] rows = [0.5 * (Math.Log(2) + 0.5), 0.5 * (Math.Log(4) + 1)];
        Numbers.AssertNear(rows, functional.gaussian_nll_loss(input, target, variance, reduction: Reduction.None));
        Numbers.AssertNear([rows.Average()], functional.gaussian_nll_loss(input, target, variance));
        var constant = Math.Log(2 * Math.PI);
        Numbers.AssertNear([rows.Sum() + 2 * constant], functional.gaussian_nll_loss(input, target, variance, true, reduction: Reduction.Sum), 1e-6);
    }

    [Fact]
    public void OneVarianceForEachRowIsEnoughAndSmallOnesAreRaised()
    {
        var input = Numbers.Doubles(1, 2, 3, 4).reshape(2, 2);
        var loss = functional.gaussian_nll_loss(input, input, Numbers.Doubles(0, 1).reshape(2, 1), eps: 0.5f, reduction: Reduction.None);
        Numbers.AssertNear([0.5 * 2 * Math.Log(0.5), 0], loss);
    }

    [Fact]
    public void NegativeAndMisshapenVariancesAreRefused()
    {
        var input = Numbers.Doubles(1, 2, 3, 4, 5, 6).reshape(2, 3);
        Assert.Throws<ArgumentException>(() => functional.gaussian_nll_loss(input, input, full_like(input, -1.0)));
        Assert.Throws<ArgumentException>(() => functional.gaussian_nll_loss(input, input, ones(2, 2, dtype: float64)));
    }
}
