using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>Co-moments, counts, contractions and collected rows do not depend on how the rows are divided, weighted and merged.</summary>
public class AccumulatorSplitTests
{
    private const int Seeds = 40;

    public static TheoryData<Weighting> Weightings() => new(Enum.GetValues<Weighting>());

    [Theory]
    [MemberData(nameof(Weightings))]
    public void Variance_EqualsWholeTable(Weighting weighting)
    {
        Check(
            weighting,
            () => new CoMomentAccumulator(),
            (a, b, x) => a.Add(b, x[0], x[0], 0, [0]),
            (a, r) => a.Variance(r, false),
            x => x[0].var(dim: 0, unbiased: false),
            Pair
        );
        Check(
            weighting,
            () => new CoMomentAccumulator(),
            (a, b, x) => a.Add(b, x[0], x[0], 0, []),
            (a, r) => a.StandardDeviation(r, true),
            x => x[0].std(),
            Pair
        );
        Check(
            weighting,
            () => new CoMomentAccumulator(),
            (a, b, x) => a.Add(b, x[0].T, x[0].T, 1, [1], true),
            (a, r) => a.Mean(r),
            x => x[0].T.mean([1L], true),
            Pair
        );
    }

    [Theory]
    [MemberData(nameof(Weightings))]
    public void CoMoment_EqualsWholeTable(Weighting weighting) => Check(
        weighting,
        () => new CoMomentAccumulator(),
        (a, b, x) => a.Add(b, x[0], x[1], 0, [0]),
        (a, r) => a.Sum(r),
        x => x[0].sub(x[0].mean([0L])).mul(x[1].sub(x[1].mean([0L]))).sum(dim: 0L),
        Pair);

    [Theory]
    [MemberData(nameof(Weightings))]
    public void Counts_LoopAndScatter_EqualWholeTable(Weighting weighting)
    {
        foreach (var scatter in new[] { false, true })
        {
            Check(
                weighting,
                () => new CountAccumulator(6) { Scatter = scatter },
                (a, b, x) => a.Add(b, x[0], 0),
                (a, r) => a.Counts(r),
                x => Retyped(x[0].reshape(-1).to_type(ScalarType.Int64).bincount(null, 6), weighting),
                (random, rows) => [RandomTensors.Indices(random, ScalarType.Int32, 6, rows, 2)]);
            Check(
                weighting,
                () => new JointCountAccumulator(4, 3) { Scatter = scatter },
                (a, b, x) => a.Add(b, x[0], x[1]),
                (a, r) => a.Counts(r),
                x => Retyped(x[0].mul(3).add(x[1]).bincount(null, 12).reshape(4, 3), weighting),
                (random, rows) =>
                    [RandomTensors.Indices(random, ScalarType.Int64, 4, rows), RandomTensors.Indices(random, ScalarType.Int64, 3, rows)]);
        }
    }

    [Theory]
    [MemberData(nameof(Weightings))]
    public void Contraction_EqualsWholeTable(Weighting weighting)
    {
        Check(
            weighting,
            () => new ContractionAccumulator(),
            (a, b, x) => a.Add(b, x[0].T, 1, x[1], 0, (l, r) => l.mm(r)),
            (a, r) => a.Sum(r),
            x => x[0].T.mm(x[1]),
            Pair
        );
        Check(
            weighting,
            () => new ContractionAccumulator(),
            (a, b, x) => a.Add(b, x[0].T, 1, x[1], 0, (l, r) => l.mm(r)),
            (a, r) => a.Sum(r),
            x => weighting == Weighting.WholeFloat ? x[0].T.mm(x[1]).to_type(ScalarType.Float32) : x[0].T.mm(x[1]),
            (random, rows) =>
                [RandomTensors.Values(random, ScalarType.Int64, rows, 3), RandomTensors.Values(random, ScalarType.Int64, rows, 2)]);
    }

    [Theory]
    [MemberData(nameof(Weightings))]
    public void CollectedRows_EqualWholeTable(Weighting weighting) => Check(
        weighting,
        () => new RowCollector(2),
        (a, b, x) => a.Add(b, x),
        (a, r) => Median(a.Rows(r, 0), a.Rows(r, 1)),
        x => Median(x[0], x[1]),
        Pair);

    [Theory]
    [MemberData(nameof(Weightings))]
    public void ElementsAndInvariants_EqualWholeTable(Weighting weighting) => Check(
        weighting,
        () => new Accumulators<ElementCount>(() => new ElementCount()),
        (a, b, x) => a.At(1, 2).Add(b, x[0].numel()),
        (a, r) => tensor(a.At(1, 2).Total(r).ToInt64()),
        x => tensor(x[0].numel()),
        Pair);

    [Theory]
    [MemberData(nameof(Weightings))]
    public void AccumulatorPerIteration_EqualsWholeTable(Weighting weighting) => Check(
        weighting,
        () => new Accumulators<SumAccumulator>(() => new SumAccumulator()),
        (a, b, x) =>
        {
            for (var k = 0; k < 3; k++) a.At(k).Add(b, x[0].select(1, k), 0, []);
        },
        (a, r) => stack([a.At(0).Sum(r), a.At(1).Sum(r), a.At(2).Sum(r)]),
        x => x[0].sum(dim: 0L),
        Pair);

    private static Tensor[] Pair(Random random, long rows) =>
        [RandomTensors.Values(random, ScalarType.Float64, rows, 3).add(100), RandomTensors.Values(random, ScalarType.Float64, rows, 3)];

    private static Tensor Median(Tensor x, Tensor y) => x.sort(0).Values.select(0, x.shape[0] / 2).add(y.sort(0).Values.select(0, 0));

    private static Tensor Retyped(Tensor counts, Weighting weighting) =>
        weighting == Weighting.WholeFloat ? counts.to_type(ScalarType.Float64) : counts;

    private static void Check<T>(
        Weighting weighting,
        Func<T> create,
        Action<T, MetricUpdate, Tensor[]> add,
        Func<T, ComputeScope, Tensor> compute,
        Func<Tensor[], Tensor> formula,
        Func<Random, long, Tensor[]> table
    )
        where T : Accumulator
    {
        var check = new SplitCheck<AccumulatorState<T>>(
            () => new AccumulatorState<T>(create(), add, compute), (state, weight, inputs) => state.Update(weight, inputs), formula);
        for (var seed = 0; seed < Seeds; seed++) check.Run(seed, table, weighting);
    }
}
