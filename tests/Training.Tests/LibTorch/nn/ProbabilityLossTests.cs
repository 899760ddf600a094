using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class ProbabilityLossTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void BinaryCrossEntropyTakesProbabilitiesAndBoundsLogarithms()
    {
        Tensor input = Numbers.Doubles(0.8, 0.1, 0), target = Numbers.Doubles(1, 0, 1);
        double[] losses = [-Math.Log(0.8), -Math.Log(0.9), 100];
        Numbers.AssertNear(losses, functional.binary_cross_entropy(input, target, reduction: Reduction.None));
        Numbers.AssertNear([losses.Average()], functional.binary_cross_entropy(input, target));
        var weighted = functional.binary_cross_entropy(input, target, Numbers.Doubles(2, 1, 0), Reduction.Sum);
        Numbers.AssertNear([2 * losses[0] + losses[1]], weighted);
    }

    [Fact]
    public void DivergenceIsZeroOfEqualDistributionsAndAveragedOverElements()
    {
        double[] p = [0.2, 0.8], q = [0.5, 0.5];
        Tensor logP = Numbers.Doubles(p).log(), logQ = Numbers.Doubles(q).log();
        var sum = p.Zip(q, (a, b) => a * Math.Log(a / b)).Sum();
        Numbers.AssertNear([sum / 2], functional.kl_div(logQ, logP));
        Numbers.AssertNear([sum], functional.kl_div(logQ, Numbers.Doubles(p), log_target: false, Reduction.Sum));
        Numbers.AssertNear([0], functional.kl_div(logP, logP));
    }

    [Fact]
    public void SoftMarginLossIsTheLogisticLossOfSigns()
    {
        var loss = functional.soft_margin_loss(Numbers.Doubles(2, 2), Numbers.Doubles(1, -1), Reduction.None);
        Numbers.AssertNear([Math.Log(1 + Math.Exp(-2)), Math.Log(1 + Math.Exp(2))], loss);
    }

    [Fact]
    public void MultiMarginLossWantsTheRightClassAheadOfAllOthers()
    {
        var scores = Numbers.Doubles(0.1, 0.2, 0.4, 0.8).reshape(1, 4);
        var right = tensor(new[] { 3L });
        Numbers.AssertNear([(0.3 + 0.4 + 0.6) / 4], functional.multi_margin_loss(scores, right));
        Numbers.AssertNear([(0.09 + 0.16 + 0.36) / 4], functional.multi_margin_loss(scores, right, p: 2));
        Numbers.AssertNear([0.1 / 4], functional.multi_margin_loss(scores, right, margin: 0.5));
    }

    [Fact]
    public void LabelsOfARowEndWithMinusOne()
    {
        // Labels 3 and 0 against the scores 0.2 and 0.4 of the others.
        var scores = Numbers.Doubles(0.1, 0.2, 0.4, 0.8).reshape(1, 4);
        var labels = tensor(new[] { 3L, 0, -1, 1 }).reshape(1, 4);
        var expected = 0.25 * ((1 - (0.1 - 0.2)) + (1 - (0.1 - 0.4)) + (1 - (0.8 - 0.2)) + (1 - (0.8 - 0.4)));
        Numbers.AssertNear([expected], functional.multi_label_margin_loss(scores, labels));
    }

    [Fact]
    public void SeveralLabelsAreAveragedOverClassesAndWeighted()
    {
        var scores = Numbers.Doubles(0.5, -1, 2, 0).reshape(2, 2);
        var labels = Numbers.Doubles(1, 0, 1, 1).reshape(2, 2);
        double[] losses = [Softplus(-0.5), Softplus(-1), Softplus(-2), Softplus(0)];
        double[] rows = [(losses[0] + losses[1]) / 2, (losses[2] + losses[3]) / 2];
        Numbers.AssertNear(rows, functional.multilabel_soft_margin_loss(scores, labels, reduction: Reduction.None));
        Numbers.AssertNear([rows.Average()], functional.multilabel_soft_margin_loss(scores, labels));
        var weighted = functional.multilabel_soft_margin_loss(scores, labels, Numbers.Doubles(2, 0), Reduction.Sum);
        Numbers.AssertNear([losses[0] + losses[2]], weighted);
    }

    // Two steps over a blank and one class: of the four paths all but blank-blank read as the label.
    [Fact]
    public void ConnectionistLossSumsTheProbabilitiesOfAllPaths()
    {
        var probabilities = Numbers.Doubles(0.3, 0.7, 0.6, 0.4).reshape(2, 1, 2);
        var loss = functional.ctc_loss(
            probabilities.log(), tensor(new[] { 1L }).reshape(1, 1), tensor(new[] { 2L }), tensor(new[] { 1L }), reduction: Reduction.None);
        Numbers.AssertNear([-Math.Log(1 - 0.3 * 0.6)], loss);
    }

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(x));
}
