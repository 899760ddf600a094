using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>Fractional weights in two batches; the first row of the second has weight 0.</summary>
public class AccumulatorWeightTests
{
    private static readonly double[] Weights = [0.5, 2, 0, 0.25];
    private static readonly double[] Values = [3, -1, 7, 2];

    [Fact]
    public void Sum_IntegersWithFractionalWeights_HasWeightsType()
    {
        using var scope = NewDisposeScope();
        var sum = Compute(new SumAccumulator(), (a, b, x) => a.Add(b, x, 0, []), (a, r) => a.Sum(r), ScalarType.Int64);
        Assert.Equal(ScalarType.Float32, sum.dtype);
        Assert.Equal(1.5 - 2 + 0.5, sum.ToDouble());
    }

    [Fact]
    public void Mean_Weights_DividesByTheirSum()
    {
        using var scope = NewDisposeScope();
        var mean = Compute(new SumAccumulator(), (a, b, x) => a.AddMean(b, x, 0, []), (a, r) => a.Mean(r));
        Assert.Equal((1.5 - 2 + 0.5) / 2.75, mean.ToDouble(), 12);
    }

    [Fact]
    public void Variance_Weights_EqualsRepeatedRows()
    {
        using var scope = NewDisposeScope();
        var mean = (1.5 - 2 + 0.5) / 2.75;
        var expected = 0d;
        for (var i = 0; i < 4; i++) expected += Weights[i] * Math.Pow(Values[i] - mean, 2) / 2.75;
        var variance = Compute(new CoMomentAccumulator(), (a, b, x) => a.Add(b, x, x, 0, []), (a, r) => a.Variance(r, false));
        Assert.Equal(expected, variance.ToDouble(), 12);
    }

    [Fact]
    public void Variance_BatchOfWeightZero_IsUnchanged()
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<CoMomentAccumulator>(
            new CoMomentAccumulator(), (a, b, x) => a.Add(b, x[0], x[0], 0, []), (a, r) => a.Variance(r, false));
        var nothing = zeros(2);
        var unknown = tensor(new[] { double.NaN, 9 });
        state.Update(nothing, unknown);
        state.Update(nothing, unknown);
        Assert.True(double.IsNaN(state.Compute().ToDouble()));
        state.Update(tensor(new[] { 0.5, 0.5 }), tensor(new[] { 1.0, 3 }));
        state.Update(nothing, unknown);
        Assert.Equal(1, state.Compute().ToDouble());
    }

    [Fact]
    public void Counts_Weights_AreSums()
    {
        foreach (var scatter in new[] { false, true })
        {
            using var scope = NewDisposeScope();
            using var state = new AccumulatorState<CountAccumulator>(
                new CountAccumulator(2) { Scatter = scatter }, (a, b, x) => a.Add(b, x[0], 0), (a, r) => a.Counts(r));
            state.Update(tensor(new[] { 0.5, 2, 0 }), tensor(new[] { 0L, 1, -7 }));
            state.Update(null, tensor(new[] { 1L }));
            state.Update(tensor(new[] { 3L }), tensor(new[] { 0L }));
            TestTensors.AssertClose([3.5, 3], state.Compute());
        }
    }

    [Fact]
    public void Contraction_Weights_ApplyToOneSide()
    {
        using var scope = NewDisposeScope();
        var sum = Compute(new ContractionAccumulator(), (a, b, x) => a.Add(b, x, 0, x, 0, (l, r) => l.dot(r)), (a, r) => a.Sum(r));
        Assert.Equal((0.5 * 9) + 2 + (0.25 * 4), sum.ToDouble(), 12);
    }

    [Fact]
    public void RowCollector_FractionalWeight_Throws()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<InvalidOperationException>(
            () => Compute(new RowCollector(1), (a, b, x) => a.Add(b, x), (a, r) => a.Rows(r, 0)));
        Assert.Equal("Row 0 has weight 0.5, but a collected metric repeats rows, so weights must be whole numbers.", error.Message);
    }

    [Fact]
    public void RowTotal_Fraction_ToInt64Throws()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<InvalidOperationException>(
            () => Compute(new ElementCount(), (a, b, x) => a.Add(b, x.numel()), (a, r) => tensor(a.Total(r).ToInt64())));
        Assert.Equal("The formula needs a whole number of rows, but the sum of the weights is 2.75.", error.Message);
    }

    private static Tensor Compute<T>(
        T accumulator,
        Action<T, MetricUpdate, Tensor> add,
        Func<T, ComputeScope, Tensor> compute,
        ScalarType type = ScalarType.Float64
    )
        where T : Accumulator
    {
        using var state = new AccumulatorState<T>(accumulator, (a, b, x) => add(a, b, x[0]), compute);
        var values = tensor(Values).to_type(type);
        var weights = tensor(Weights).to_type(ScalarType.Float32);
        state.Update(weights.narrow(0, 0, 2), values.narrow(0, 0, 2));
        state.Update(
            weights.narrow(0, 2, 2),
            is_floating_point(type) ? values.narrow(0, 2, 2).masked_fill(tensor(new[] { true, false }), double.NaN) : values.narrow(0, 2, 2)
        );
        return state.Compute();
    }
}
