using Gen.Training.Metrics;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Builtin;

public class RegressionTests
{
    /// <summary>TorchSharp's <c>var</c> would abort the process.</summary>
    [Fact]
    public void MetricsWithVariance_IntegerInputs_Throw()
    {
        using var scope = NewDisposeScope();
        Tensor fractions = ones(4, 1),
            whole = ones(4, 1, dtype: int64);
        foreach (
            var metric in (Func<Tensor, Tensor, Tensor>[])
                [Regression.ExplainedVariance, Regression.R2, Regression.PearsonCorrelation, Regression.ConcordanceCorrelation]
        )
        {
            Assert.ThrowsAny<Exception>(() => metric(fractions, whole));
            Assert.ThrowsAny<Exception>(() => metric(whole, whole));
        }
    }

    [Fact]
    public void R2_ConstantTargets_IsZero()
    {
        using var scope = NewDisposeScope();
        var (constant, varied) = (full(4, 2.0, dtype: ScalarType.Float64), arange(4, dtype: ScalarType.Float64));
        Assert.Equal(0, Regression.R2(constant, varied).ToDouble());
        Assert.Equal(0, Regression.R2(constant, constant).ToDouble());
        Assert.Equal(0, Regression.ExplainedVariance(constant, varied).ToDouble());
        Assert.Equal(0, Regression.PearsonCorrelation(constant, varied).ToDouble());
        Assert.Equal(0, Regression.PearsonCorrelation(varied, constant).ToDouble());
        Assert.Equal(0, Regression.ConcordanceCorrelation(constant, constant).ToDouble());
    }

    [Fact]
    public void ConstantError_LowersR2AndConcordanceOnly()
    {
        using var scope = NewDisposeScope();
        var target = arange(5, dtype: ScalarType.Float64);
        Assert.Equal(1, Regression.ExplainedVariance(target, target + 1).ToDouble(), 12);
        Assert.Equal(1, Regression.PearsonCorrelation(target, target + 1).ToDouble(), 12);
        Assert.Equal(1 - 1 / 2.0, Regression.R2(target, target + 1).ToDouble(), 12);
        Assert.Equal(2 * 2 / (2 + 2 + 1.0), Regression.ConcordanceCorrelation(target, target + 1).ToDouble(), 12);
    }

    [Fact]
    public void PercentageError_TargetZero_IsFinite()
    {
        using var scope = NewDisposeScope();
        var prediction = full(1, 0.5, dtype: ScalarType.Float64);
        Assert.Equal(100 * 0.5 / 1e-7, Regression.MeanAbsolutePercentageError(zeros(1), prediction).ToDouble(), 1);
    }

    [Fact]
    public void LogCosh_LargeError_IsFinite()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(1000 - Math.Log(2), Regression.LogCosh(zeros(1), full(1, -1000f)).ToDouble(), 3);
    }

    [Fact]
    public void CosineSimilarity_ZeroVector_IsZero()
    {
        using var scope = NewDisposeScope();
        var target = tensor(new long[,] { { 3, 4 }, { 0, 0 } });
        var prediction = tensor(new[,] { { 6.0, 8.0 }, { 1.0, 1.0 } });
        Assert.Equal(0.5, Regression.CosineSimilarity(target, prediction).ToDouble(), 12);
    }
}
