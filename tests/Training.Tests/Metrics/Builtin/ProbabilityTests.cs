using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

public class ProbabilityTests
{
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    public void CrossEntropy_CertainAndWrong_IsFinite(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var (label, onehot) = (tensor(new long[] { 0 }), tensor(new long[,] { { 1, 0 } }));
        var wrong = tensor(new[,] { { 0.0, 1.0 } }, dtype: type);
        var expected = -Math.Log(1e-7);
        Assert.Equal(expected, Probability.SparseCategoricalCrossEntropy(label, wrong).ToDouble(), 4);
        Assert.Equal(expected, Probability.CategoricalCrossEntropy(onehot, wrong).ToDouble(), 4);

        // float32 has no number between 1 - 1e-7 and the nearest one, 1 - 1.19e-7.
        Assert.Equal(expected, Probability.BinaryCrossEntropy(onehot, wrong).ToDouble(), type == ScalarType.Float64 ? 4 : 0);
    }

    [Fact]
    public void CrossEntropy_LargeLogits_IsFinite()
    {
        using var scope = NewDisposeScope();
        var logits = tensor(new[,] { { -1000f, 1000f } });
        var onehot = tensor(new long[,] { { 1, 0 } });
        Assert.Equal(1000, Probability.BinaryCrossEntropyFromLogits(onehot, logits).ToDouble(), 3);
        Assert.Equal(2000, Probability.CategoricalCrossEntropyFromLogits(onehot, logits).ToDouble(), 3);
        Assert.Equal(2000, Probability.SparseCategoricalCrossEntropyFromLogits(tensor(new long[] { 0 }), logits).ToDouble(), 3);
    }

    [Fact]
    public void CrossEntropy_ProbabilitiesNotSummingToOne_AreNormalized()
    {
        using var scope = NewDisposeScope();
        var weights = tensor(new[,] { { 2.0, 6.0 } });
        Assert.Equal(-Math.Log(0.25), Probability.SparseCategoricalCrossEntropy(tensor(new long[] { 0 }), weights).ToDouble(), 12);
        Assert.Equal(-Math.Log(0.25), Probability.CategoricalCrossEntropy(tensor(new long[,] { { 1, 0 } }), weights).ToDouble(), 12);
    }

    [Fact]
    public void CalibrationError_UpperEdge_BelongsToBin()
    {
        using var scope = NewDisposeScope();

        // 0.5 and 0.6 fall into different bins of two: |1 - 0.5| / 2 + |0 - 0.6| / 2. In one bin they would give |1 - 1.1| / 2.
        var (hits, confidence) = (tensor(new long[] { 1, 0 }), tensor(new[] { 0.5, 0.6 }));
        Assert.Equal(0.55, Probability.BinaryExpectedCalibrationError(hits, confidence, 2).ToDouble(), 12);
        Assert.Equal(0.05, Probability.BinaryExpectedCalibrationError(hits, confidence, 1).ToDouble(), 12);
    }

    [Fact]
    public void CalibrationError_NaN_IsNaN()
    {
        using var scope = NewDisposeScope();
        var confidence = tensor(new[] { 0.9, double.NaN, 0.2 });
        Assert.True(double.IsNaN(Probability.BinaryExpectedCalibrationError(ones(3), confidence, 2).ToDouble()));
    }
}
