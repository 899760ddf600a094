using System.Runtime.InteropServices;
using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

public class ClassificationTests
{
    [Fact]
    public void Quotients_NothingPredictedOrLabeled_AreZero()
    {
        using var scope = NewDisposeScope();
        var (none, zeros) = (tensor(new long[] { 0, 0, 0 }), tensor(new[] { 0.1, 0.2, 0.3 }));
        Assert.Equal(0, Classification.BinaryPrecision(none, zeros).ToDouble());
        Assert.Equal(0, Classification.BinaryRecall(none, zeros).ToDouble());
        Assert.Equal(0, Classification.BinaryF1(none, zeros).ToDouble());
        Assert.Equal(0, Classification.BinaryMatthewsCorrelation(none, zeros).ToDouble());
        Assert.Equal(0, Classification.BinaryCohenKappa(none, zeros).ToDouble());
        Assert.Equal(1, Classification.BinarySpecificity(none, zeros).ToDouble());
        Assert.Equal(0, Classification.BinarySpecificity(none.eq(0), zeros).ToDouble());
    }

    [Theory]
    [InlineData(AbsentClasses.Skip, 1)]
    [InlineData(AbsentClasses.Zero, 2 / 3.0)]
    [InlineData(AbsentClasses.One, 1)]
    public void Averages_PerfectPredictionsWithoutOneClass(AbsentClasses absent, double expected)
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new long[] { 0, 1, 1, 0 });
        var scores = nn.functional.one_hot(labels, 3).to_type(ScalarType.Float64);
        Assert.Equal(expected, Classification.MacroF1(labels, scores, 3, absent).ToDouble(), 12);
        Assert.Equal(expected, Classification.MacroFBeta(labels, scores, 3, 2, absent).ToDouble(), 12);
        Assert.Equal(expected, Classification.MacroPrecision(labels, scores, 3, absent).ToDouble(), 12);
        Assert.Equal(expected, Classification.MacroRecall(labels, scores, 3, absent).ToDouble(), 12);
        Assert.Equal(expected, Classification.BalancedAccuracy(labels, scores, 3, absent).ToDouble(), 12);
        Assert.Equal(expected, Classification.MeanIoU(labels, labels, 3, absent).ToDouble(), 12);
        Assert.Equal(expected, MultiLabel.MacroF1(scores, scores, 0.5, absent).ToDouble(), 12);
        Assert.Equal(expected, MultiLabel.MacroPrecision(scores, scores, 0.5, absent).ToDouble(), 12);
        Assert.Equal(expected, MultiLabel.MacroRecall(scores, scores, 0.5, absent).ToDouble(), 12);
    }

    [Fact]
    public void Averages_WithoutAnOption_SkipAbsentClasses()
    {
        using var scope = NewDisposeScope();

        // Class 1 is predicted and has no labels, class 2 has labels and is not predicted, class 3 is absent.
        var labels = tensor(new long[] { 0, 0, 2, 0 });
        var scores = nn.functional.one_hot(tensor(new long[] { 0, 0, 1, 0 }), 4).to_type(ScalarType.Float64);
        Assert.Equal(1 / 3.0, Classification.MacroF1(labels, scores, 4).ToDouble(), 12);
        Assert.Equal(1 / 3.0, Classification.MacroRecall(labels, scores, 4).ToDouble(), 12);
        Assert.Equal(1 / 2.0, Classification.BalancedAccuracy(labels, scores, 4).ToDouble(), 12);
        Assert.Equal(1 / 3.0, Classification.MeanIoU(labels, scores.argmax(1), 4).ToDouble(), 12);
    }

    [Theory]
    [InlineData(new long[] { 10_000 })]
    [InlineData(new long[] { 10_000, 1 })]
    public void TopKAccuracy_LabelsWithOrWithoutAxis_AreEqual(long[] shape)
    {
        using var scope = NewDisposeScope();
        var classes = arange(10_000);

        // The score of class (r + c) mod 10000 in row r is c, so the rank of a label is r - label.
        var rows = arange(20).unsqueeze(1);
        var scores = (classes.unsqueeze(0) - rows).remainder(10_000).to_type(ScalarType.Float32);
        var labels = (rows.flatten() - 1 - arange(20)).remainder(10_000).reshape([20, .. shape.AsSpan(1)]);

        Assert.Equal(1 / 20.0, Classification.SparseCategoricalAccuracy(labels, scores).ToDouble(), 12);
        Assert.Equal(5 / 20.0, Classification.SparseTopKCategoricalAccuracy(labels, scores).ToDouble(), 12);
        Assert.Equal(1, Classification.SparseTopKCategoricalAccuracy(labels, scores, k: 20).ToDouble(), 12);
    }

    [Fact]
    public void TopKAccuracy_EqualScoresAndNaN_RankAsInKeras()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1, Of([0.1, 0.4, 0.4, 0.1], k: 1));
        Assert.Equal(0, Of([0.1, 0.4, double.NaN, 0.1], k: 3));
        Assert.Equal(0, Of([0.1, double.NaN, 0.4, 0.1], k: 1));

        static double Of(double[] scores, int k) =>
            Classification.SparseTopKCategoricalAccuracy(tensor(new long[] { 2 }), tensor(scores).unsqueeze(0), k).ToDouble();
    }

    [Theory]
    [InlineData(3)]
    [InlineData(-1)]
    public void ConfusionMatrix_ClassOutOfRange_Throws(long outside)
    {
        using var scope = NewDisposeScope();
        var (inside, wrong) = (tensor(new long[] { 0, 1 }), tensor(new[] { 0, outside }));
        var scores = tensor(new[,] { { 0.2, 0.3, 0.5 }, { 0.2, 0.3, 0.5 } });
        Assert.Throws<ExternalException>(() => Classification.ConfusionMatrix(wrong, scores, 3));
        Assert.Throws<ExternalException>(() => Classification.IoU(wrong, inside, 3));
        Assert.Throws<ExternalException>(() => Classification.IoU(inside, wrong, 3));
        Assert.Throws<ExternalException>(() => Probability.BrierScore(wrong, scores, 3));
        Assert.Throws<ExternalException>(() => Probability.SparseCategoricalCrossEntropy(wrong, scores));
    }

    [Fact]
    public void Hinge_LabelsZeroOrMinusOne_AreEqual()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new[] { 0.3, -0.6, 2.0 });
        Assert.Equal((0.7 + 1.6 + 0) / 3, Classification.Hinge(ones(3), scores).ToDouble(), 12);
        Assert.Equal((1.3 + 0.4 + 3) / 3, Classification.Hinge(zeros(3), scores).ToDouble(), 12);
        Assert.Equal((1.3 + 0.4 + 3) / 3, Classification.Hinge(-ones(3), scores).ToDouble(), 12);
    }

    [Fact]
    public void Binary_BoolLabelsAndDecisions_AreAccepted()
    {
        using var scope = NewDisposeScope();
        var (labels, decisions) = (tensor(new[] { true, true, false, false }), tensor(new long[] { 1, 0, 0, 1 }));
        Assert.Equal(0.5, Classification.BinaryAccuracy(labels, decisions).ToDouble());
        Assert.Equal(0.5, Classification.BinaryPrecision(labels, decisions.eq(1)).ToDouble());
        Assert.Equal([1, 1, 1, 1], Classification.BinaryConfusionMatrix(labels, decisions).ToDoubles());
    }

    [Fact]
    public void FractionalWeights_AreNotTruncated()
    {
        using var scope = NewDisposeScope();
        var (labels, scores) = (tensor(new long[] { 0, 1, 1 }), tensor(new[,] { { 0.9, 0.1 }, { 0.2, 0.8 }, { 0.7, 0.3 } }));
        using var confusion = new Classification.ConfusionMatrixState(2);
        using var precision = new Classification.PrecisionState(2);
        using var accuracy = new Classification.SparseCategoricalAccuracyState();
        var weights = tensor(new[] { 0.25, 0.5, 0.75 });
        confusion.Update(labels, scores, weights);
        precision.Update(labels, scores, weights);
        accuracy.Update(labels, scores, weights);
        Assert.Equal([0.25, 0, 0.75, 0.5], confusion.Compute().ToDoubles());
        Assert.Equal([0.25, 1], precision.Compute().ToDoubles());
        Assert.Equal(0.5, accuracy.Compute().ToDouble());
    }
}
