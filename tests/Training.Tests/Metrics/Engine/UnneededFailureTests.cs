using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>An index or arithmetic that fails, in a part of a metric that depends on the data: an update continues, and the result fails if
/// it needs that part.</summary>
public partial class UnneededFailureTests
{
    [Fact]
    public void Compute_FailedValueIsNotNeeded_ReturnsTheOther()
    {
        using var state = new WeightedTotalState([3]);
        state.Update(ones(2));
        using var result = state.Compute();
        Assert.Equal(2f, result.item<float>());
    }

    [Fact]
    public void Compute_FailedValueIsNeeded_Throws()
    {
        using var state = new WeightedTotalState([3]);
        state.Update(-ones(2));
        var e = Assert.Throws<InvalidOperationException>(state.Compute);
        Assert.Contains("could not be computed", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_ValueIsNeeded_ReturnsIt()
    {
        using var state = new WeightedTotalState([3, 4]);
        state.Update(-ones(2));
        using var result = state.Compute();
        Assert.Equal(-8f, result.item<float>());
    }

#pragma warning disable GEN022 // The result decides on the host.
    [Metric]
    internal static Tensor WeightedTotal(Tensor x, int[] factors) =>
        x.sum().to_type(float64).item<double>() > 0 ? x.sum() : (x * factors[1]).sum();
#pragma warning restore GEN022
}
