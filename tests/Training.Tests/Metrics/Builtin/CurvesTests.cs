using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

public class CurvesTests
{
    [Fact]
    public void Curves_ScoresOutOfRange_AreClampedAndNaNIsZero()
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new long[] { 1, 0, 1, 0 });
        var odd = tensor(new[] { 7.0, -3, double.NaN, 0.4 });
        var plain = tensor(new[] { 1.0, 0, 0, 0.4 });
        Assert.Equal(Curves.RocCurve(labels, plain, 5).ToDoubles(), Curves.RocCurve(labels, odd, 5).ToDoubles());
    }

    [Fact]
    public void Area_PerfectAndReversedScores_IsOneAndZero()
    {
        using var scope = NewDisposeScope();
        var labels = tensor(new long[] { 1, 1, 0, 0 });
        var scores = tensor(new[] { 0.9, 0.8, 0.2, 0.1 });
        Assert.Equal(1, Curves.RocAuc(labels, scores).ToDouble(), 12);
        Assert.Equal(1, Curves.PrecisionRecallAuc(labels, scores).ToDouble(), 12);
        Assert.Equal(0, Curves.RocAuc(labels, 1 - scores).ToDouble(), 12);
    }

    [Fact]
    public void Area_LabelsOfOneClass_IsNaN()
    {
        using var scope = NewDisposeScope();
        var scores = tensor(new[] { 0.9, 0.2 });
        Assert.Equal(double.NaN, Curves.RocAuc(ones(2), scores).ToDouble());
        Assert.Equal(double.NaN, Curves.RocAuc(zeros(2), scores).ToDouble());
        Assert.Equal(double.NaN, Curves.PrecisionRecallAuc(zeros(2), scores).ToDouble());
        Assert.Equal(1, Curves.PrecisionRecallAuc(ones(2), scores).ToDouble(), 12);
    }

    [Fact]
    public void Curves_KerasExamples_HaveTheirValues()
    {
        using var scope = NewDisposeScope();
        var (labels, scores) = (tensor(new long[] { 0, 0, 1, 1 }), tensor(new[] { 0, 0.5, 0.3, 0.9 }));
        Assert.Equal(0.75, Curves.RocAuc(labels, scores, 3).ToDouble(), 12);
        Assert.Equal(0.5, Curves.RecallAtPrecision(labels, scores, 0.8).ToDouble(), 12);
        var fiveLabels = tensor(new long[] { 0, 0, 0, 1, 1 });
        var fiveScores = tensor(new[] { 0, 0.3, 0.8, 0.3, 0.8 });
        Assert.Equal(0.5, Curves.SensitivityAtSpecificity(fiveLabels, fiveScores, 0.5).ToDouble(), 12);
        Assert.Equal(2.0 / 3, Curves.SpecificityAtSensitivity(fiveLabels, fiveScores, 0.5).ToDouble(), 12);
        Assert.Equal(0.5, Curves.PrecisionAtRecall(fiveLabels, fiveScores, 0.5).ToDouble(), 12);
    }
}
