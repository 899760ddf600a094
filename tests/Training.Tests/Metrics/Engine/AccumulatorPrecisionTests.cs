using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>Accumulators are precise where naive sums are not.</summary>
public class AccumulatorPrecisionTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Variance_LargeOffset_StaysPrecise(bool weighted)
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<CoMomentAccumulator>(
            new CoMomentAccumulator(), (a, b, x) => a.Add(b, x[0], x[0], 0, []), (a, r) => a.Variance(r, false));
        var random = new Random(5);
        var near = Enumerable.Range(0, 3000).Select(_ => random.NextDouble()).ToArray();
        var mean = near.Average();
        for (var start = 0; start < near.Length; start += 100)
            state.Update(weighted ? ones(100) : null, tensor(near[start..(start + 100)]).add(1e8));
        Assert.Equal(near.Average(v => (v - mean) * (v - mean)), state.Compute().ToDouble(), 6);
    }

    [Fact]
    public void Sum_ManyFloats_StaysPrecise()
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<SumAccumulator>(
            new SumAccumulator(),
            (a, b, x) => a.Add(b, x[0], 0, []),
            (a, r) => a.Sum(r)
        );
        state.Update(null, tensor(new[] { 16777216f }));
        for (var i = 0; i < 100; i++) state.Update(null, tensor(new[] { 1f }));
        Assert.Equal(16777316.0, state.Compute().ToDouble());
        Assert.Equal(ScalarType.Float32, state.Compute().dtype);
    }

    [Fact]
    public void Sum_HalfPrecision_StaysPrecise()
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<SumAccumulator>(
            new SumAccumulator(),
            (a, b, x) => a.AddMean(b, x[0], 0, []),
            (a, r) => a.Mean(r)
        );
        for (var i = 0; i < 30; i++)
            state.Update(null, full(1000, 0.5, ScalarType.Float16));
        Assert.Equal(0.5, state.Compute().ToDouble());
        Assert.Equal(ScalarType.Float16, state.Compute().dtype);
    }

    [Fact]
    public void Extremum_Bools_IsAnyOrAll()
    {
        using var scope = NewDisposeScope();
        foreach (var maximum in new[] { true, false })
        {
            using var state = new AccumulatorState<ExtremumAccumulator>(
                new ExtremumAccumulator(maximum), (a, b, x) => a.Add(b, x[0], 0, [0]), (a, r) => a.Value(r));
            state.Update(null, tensor(new[] { false, true, false, true }).reshape(2, 2));
            state.Update(tensor(new[] { 0, 1 }), tensor(new[] { !maximum, maximum, !maximum, !maximum }).reshape(2, 2));
            Assert.Equal(ScalarType.Bool, state.Compute().dtype);
            TestTensors.AssertClose([0, 1], state.Compute());
        }
    }

    [Fact]
    public void Extremum_NaN_IsKept()
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<ExtremumAccumulator>(
            new ExtremumAccumulator(true),
            (a, b, x) => a.Add(b, x[0], 0, []),
            (a, r) => a.Value(r)
        );
        state.Update(null, tensor(new[] { 1.0, double.NaN }));
        state.Update(null, tensor(new[] { 5.0 }));
        Assert.True(double.IsNaN(state.Compute().ToDouble()));
    }
}
