using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public class LossTests
{
    private static readonly double[,] Scores = { { 1, 2, 0.5 }, { -1, 0, 3 }, { 0.2, 0.1, 0.4 } };
    private static readonly long[] Classes = [1, 0, 2];

    [Fact]
    public void CrossEntropyIsTheMeanNegativeLogProbability()
    {
        using var scope = NewDisposeScope();
        double[] losses = [.. Enumerable.Range(0, 3).Select(i => -LogProbability(i, Classes[i]))];
        Numbers.AssertNear([losses.Average()], functional.cross_entropy(tensor(Scores), tensor(Classes)));
        Numbers.AssertNear([losses.Sum()], functional.cross_entropy(tensor(Scores), tensor(Classes), reduction: Reduction.Sum));
        using var module = CrossEntropyLoss(reduction: Reduction.None);
        Numbers.AssertNear(losses, module.call(tensor(Scores), tensor(Classes)));
    }

    [Fact]
    public void IgnoredTargetsCountNeitherInTheSumNorInTheMean()
    {
        using var scope = NewDisposeScope();
        using var loss = CrossEntropyLoss(ignore_index: 0);
        var expected = -(LogProbability(0, 1) + LogProbability(2, 2)) / 2;
        Numbers.AssertNear([expected], loss.call(tensor(Scores), tensor(Classes)));
    }

    [Fact]
    public void ClassWeightsWeighTheMean()
    {
        using var scope = NewDisposeScope();
        double[] weights = [0.5, 1, 2];
        using var loss = CrossEntropyLoss(tensor(weights));
        var sum = Enumerable.Range(0, 3).Sum(i => -weights[Classes[i]] * LogProbability(i, Classes[i]));
        Numbers.AssertNear([sum / 3.5], loss.call(tensor(Scores), tensor(Classes)));
    }

    [Fact]
    public void SmoothingSpreadsAShareOfProbabilityOverAllClasses()
    {
        using var scope = NewDisposeScope();
        var expected = Enumerable.Range(0, 3).Average(i =>
            -0.9 * LogProbability(i, Classes[i]) - 0.1 * Enumerable.Range(0, 3).Average(c => LogProbability(i, c)));
        Numbers.AssertNear([expected], functional.cross_entropy(tensor(Scores), tensor(Classes), label_smoothing: 0.1));
    }

    [Fact]
    public void NegativeLogLikelihoodPicksTheTargets()
    {
        using var scope = NewDisposeScope();
        using var loss = NLLLoss();
        Numbers.AssertNear([-(2 - 1 + 0.4) / 3], loss.call(tensor(Scores), tensor(Classes)));
    }

    [Fact]
    public void MeanSquaredErrorIsTheMeanOfSquares()
    {
        using var scope = NewDisposeScope();
        using var loss = MSELoss();
        Numbers.AssertNear([(1 + 4) / 2.0], loss.call(Numbers.Doubles(1, 2), Numbers.Doubles(2, 4)));
    }

    [Fact]
    public void BinaryCrossEntropyTakesScoresAndWeighsPositives()
    {
        using var scope = NewDisposeScope();
        using var loss = BCEWithLogitsLoss(pos_weights: Numbers.Doubles(3));
        var expected = (-3 * Math.Log(Sigmoid(0.5)) - Math.Log(1 - Sigmoid(-1))) / 2;
        Numbers.AssertNear([expected], loss.call(Numbers.Doubles(0.5, -1), Numbers.Doubles(1, 0)));
    }

    private static double LogProbability(int row, long column) =>
        Scores[row, column] - Math.Log(Enumerable.Range(0, 3).Sum(c => Math.Exp(Scores[row, c])));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
