using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

/// <summary>Values of metrics in publications.</summary>
public class PublishedValueTests
{
    [Fact]
    public void ConfusionMatrix_GivesPublishedMetrics()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Decisions(truePositives: 375, falsePositives: 106, falseNegatives: 714, trueNegatives: 3305);

        Assert.Equal([3305, 106, 714, 375], Classification.BinaryConfusionMatrix(yTrue, yPred).ToDoubles());
        Assert.Equal(0.8178, Classification.BinaryAccuracy(yTrue, yPred).ToDouble(), 4);
        Assert.Equal(0.7796, Classification.BinaryPrecision(yTrue, yPred).ToDouble(), 4);
        Assert.Equal(0.3444, Classification.BinaryRecall(yTrue, yPred).ToDouble(), 4);
        Assert.Equal(0.4777, Classification.BinaryF1(yTrue, yPred).ToDouble(), 4);

        // The same values are those of class 1 of two classes.
        var scores = stack(new[] { 1 - yPred, yPred }, dim: 1);
        Assert.Equal(0.8178, Classification.SparseCategoricalAccuracy(yTrue, scores).ToDouble(), 4);
        Assert.Equal(0.7796, Classification.Precision(yTrue, scores, 2).ToDoubles()[1], 4);
        Assert.Equal(0.3444, Classification.Recall(yTrue, scores, 2).ToDoubles()[1], 4);
        Assert.Equal(0.4777, Classification.F1(yTrue, scores, 2).ToDoubles()[1], 4);
    }

    [Theory]
    [InlineData(14, 1.0, true, 1)]
    [InlineData(14, 1.0, false, -1.153846)]
    [InlineData(2, 1.0, false, -3)]
    [InlineData(2, 0.5, true, 0)]
    [InlineData(14, 1.0 / 14, true, 0)]
    [InlineData(14, 1.0 / 14, false, 0)]
    [InlineData(14, 0.9, true, 0.988402)]
    public void BrierSkill_EqualsPublishedValue(int numClasses, double largest, bool right, double expected)
    {
        using var scope = NewDisposeScope();
        var probabilities = Enumerable.Repeat((1 - largest) / (numClasses - 1), numClasses).ToArray();
        probabilities[1] = largest;
        var yPred = tensor(probabilities).unsqueeze(0);
        var yTrue = tensor(new long[] { right ? 1 : 0 });

        Assert.Equal(expected, Probability.BrierSkillByTrueClass(yTrue, yPred, numClasses).ToDouble(), 0.0000005);
        if (right) Assert.Equal(expected, Probability.BrierSkillByLargest(yPred, numClasses).ToDouble(), 0.0000005);
    }

    [Fact]
    public void MeanRelativeError_EqualsPublishedValue()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (tensor(new[] { 1.0, 3, 2, 3 }), tensor(new[] { 2.0, 4, 6, 8 }));

        Assert.Equal(1.25, Regression.MeanRelativeErrorBy(yTrue, yPred, tensor(new[] { 1.0, 3, 2, 3 })).ToDouble(), 12);
        Assert.Equal(1.25, Regression.MeanRelativeErrorPerOutput(yTrue.unsqueeze(0), yPred.unsqueeze(0), [1, 3, 2, 3]).ToDouble(), 12);
    }

    [Fact]
    public void MeanIoU_EqualsPublishedValue()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = (tensor(new long[] { 0, 0, 1, 1 }), tensor(new long[] { 0, 1, 0, 1 }));
        Assert.Equal(1.0 / 3, Classification.MeanIoU(yTrue, yPred, 2).ToDouble(), 12);
    }

    private static (Tensor YTrue, Tensor YPred) Decisions(int truePositives, int falsePositives, int falseNegatives, int trueNegatives)
    {
        static Tensor Rows(int count, double value) => full(count, value, dtype: ScalarType.Float64);
        return (
            cat(new[] { Rows(truePositives, 1), Rows(falsePositives, 0), Rows(falseNegatives, 1), Rows(trueNegatives, 0) }),
            cat(new[] { Rows(truePositives, 0.9), Rows(falsePositives, 0.8), Rows(falseNegatives, 0.3), Rows(trueNegatives, 0.1) }));
    }
}
