using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>Sums, products and extrema do not depend on how the rows are divided, weighted and merged.</summary>
public class ReductionAccumulatorsTests
{
    private const int Seeds = 25;

    public static TheoryData<ScalarType, Weighting> Cases()
    {
        var cases = new TheoryData<ScalarType, Weighting>();
        foreach (
            var type in new[]
            {
                ScalarType.Float32,
                ScalarType.Float64,
                ScalarType.Int64,
                ScalarType.Int32,
                ScalarType.Byte,
                ScalarType.Bool,
            }
        )
        foreach (var weighting in Enum.GetValues<Weighting>())
            cases.Add(type, weighting);
        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sum_OverRows_EqualsWholeTable(ScalarType type, Weighting weighting) =>
        Check(
            type,
            weighting,
            () => new SumAccumulator(),
            (a, b, x) => a.Add(b, x, 0, [0]),
            (a, r) => a.Sum(r),
            x => Retyped(x.sum(dim: 0L), type, weighting)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sum_TransposedWithKeepdim_EqualsWholeTable(ScalarType type, Weighting weighting) =>
        Check(
            type,
            weighting,
            () => new SumAccumulator(),
            (a, b, x) => a.Add(b, x.T, 1, [-1], keepdim: true),
            (a, r) => a.Sum(r),
            x => Retyped(x.T.sum(dim: 1L, keepdim: true), type, weighting));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sum_FlattenedItems_EqualsWholeTable(ScalarType type, Weighting weighting) =>
        Check(
            type,
            weighting,
            () => new SumAccumulator(),
            (a, b, x) => a.Add(b, x.flatten(), 0, []),
            (a, r) => a.Sum(r),
            x => Retyped(x.sum(), type, weighting)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void Mean_EqualsWholeTable(ScalarType type, Weighting weighting) =>
        Check(
            type,
            weighting,
            () => new SumAccumulator(),
            (a, b, x) => a.Add(b, x, 0, []),
            (a, r) => a.Mean(r),
            x => x.to_type(ScalarType.Float64).mean().to_type(type == ScalarType.Float64 ? type : ScalarType.Float32));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Product_EqualsWholeTable(ScalarType type, Weighting weighting) =>
        Check(
            type,
            weighting,
            () => new ProductAccumulator(),
            (a, b, x) => a.Add(b, x, 0, [0]),
            (a, r) => a.Product(r),
            x => Retyped(x.prod(dim: 0L, type: Wide(type, weighting)), type, weighting)
        );

    [Theory]
    [MemberData(nameof(Cases))]
    public void Extremum_EqualsWholeTable(ScalarType type, Weighting weighting)
    {
        Check(
            type,
            weighting,
            () => new ExtremumAccumulator(true),
            (a, b, x) => a.Add(b, x, 0, [0]),
            (a, r) => a.Value(r),
            x => x.amax([0L])
        );
        Check(
            type,
            weighting,
            () => new ExtremumAccumulator(false),
            (a, b, x) => a.Add(b, x, 0, [0, 1]),
            (a, r) => a.Value(r),
            x => x.amin([0L, 1L])
        );
    }

    private static void Check<T>(
        ScalarType type,
        Weighting weighting,
        Func<T> create,
        Action<T, MetricUpdate, Tensor> add,
        Func<T, ComputeScope, Tensor> compute,
        Func<Tensor, Tensor> formula
    )
        where T : Accumulator
    {
        var check = new SplitCheck<AccumulatorState<T>>(
            () => new AccumulatorState<T>(create(), (a, batch, inputs) => add(a, batch, inputs[0]), compute),
            (state, weight, inputs) => state.Update(weight, inputs),
            whole => formula(whole[0])) { Tolerance = type == ScalarType.Float32 ? 1e-5 : 1e-9 };
        for (var seed = 0; seed < Seeds; seed++)
            check.Run(seed, (random, rows) => [RandomTensors.Values(random, type, rows, 3)], weighting);
    }

    // With fractional weights, products are computed in float64, which does not overflow as int64 does.
    private static ScalarType Wide(ScalarType type, Weighting weighting) =>
        is_floating_point(type) || weighting == Weighting.WholeFloat ? ScalarType.Float64 : ScalarType.Int64;

    // Results of integers have the type of floating-point weights, even if those are whole numbers.
    private static Tensor Retyped(Tensor whole, ScalarType type, Weighting weighting) => is_floating_point(type)
        ? whole.to_type(type)
        : weighting == Weighting.WholeFloat ? whole.to_type(ScalarType.Float32) : whole.to_type(ScalarType.Int64);
}
