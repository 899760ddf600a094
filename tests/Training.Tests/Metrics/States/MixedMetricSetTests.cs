using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

/// <summary>A metric set with formulas, a hand-written state and a metric that collects its rows.</summary>
public class MixedMetricSetTests
{
    private const int Classes = 4;

    [Fact]
    public void MetricSet_AllKindsOfMetrics_HaveValues()
    {
        using var scope = NewDisposeScope();
        using var set = New();
        var (yTrue, yPred) = Rows(1, 30);
        set.Update(yTrue.narrow(0, 0, 7), yPred.narrow(0, 0, 7));
        set.Update(yTrue.narrow(0, 7, 23), yPred.narrow(0, 7, 23));
        AssertValues(yTrue, yPred, set.Compute());
        Assert.Equal(30, set.Rows);
    }

    [Fact]
    public void MetricSet_WithoutRows_IsNaN()
    {
        using var scope = NewDisposeScope();
        using var set = New();
        AssertNone(set);
        var (yTrue, yPred) = Rows(2, 5);
        set.Update(yTrue.narrow(0, 0, 0), yPred.narrow(0, 0, 0));
        AssertNone(set);
        set.Update(yTrue, yPred, zeros(5, ScalarType.Bool));
        AssertNone(set);
        set.Update(yTrue, yPred);
        set.Reset();
        AssertNone(set);
    }

    [Fact]
    public void MetricSet_WeightsForAStateWithoutThem_Throws()
    {
        using var scope = NewDisposeScope();
        using var set = new Unweighted.MetricSet();
        set.Update(ones(3));
        var error = Assert.Throws<ArgumentException>(() => set.Update(ones(3), ones(3)));
        Assert.StartsWith(
            "The metric 'Rows' takes no weights: give Update of its state a parameter 'Tensor? weight = null'.", error.Message);
        Assert.Equal(3, set.Compute()["rows"].Scalar);
    }

    [Fact]
    public void MetricSet_MergeAndSave_IncludeAllMembers()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Rows(3, 24);
        using var first = New();
        using var second = New();
        first.Update(yTrue.narrow(0, 0, 9), yPred.narrow(0, 0, 9));
        second.Update(yTrue.narrow(0, 9, 15), yPred.narrow(0, 9, 15));
        first.MergeFrom(New());
        first.MergeFrom(second);
        AssertValues(yTrue, yPred, first.Compute());

        using var saved = new MemoryStream();
        first.Save(new BinaryWriter(saved));
        saved.Position = 0;
        using var loaded = New();
        loaded.Update(yTrue, yPred);
        loaded.Load(new BinaryReader(saved));
        AssertValues(yTrue, yPred, loaded.Compute());
        loaded.Update(yTrue, yPred);
        AssertValues(yTrue.repeat_interleave(2, 0), yPred.repeat_interleave(2, 0), loaded.Compute());
    }

    [Theory]
    [InlineData(Weighting.Whole)]
    [InlineData(Weighting.WholeFloat)]
    [InlineData(Weighting.Mask)]
    public void MetricSet_Weight_AppliesToAllMembers(Weighting weighting)
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Rows(4, 20);
        var times = Enumerable.Range(0, 20).Select(row => (long)(weighting == Weighting.Mask ? row % 2 : row % 4)).ToArray();
        var weight = tensor(times)
            .to_type(
                weighting switch
                {
                    Weighting.Mask => ScalarType.Bool,
                    Weighting.WholeFloat => ScalarType.Float32,
                    _ => ScalarType.Int64,
                }
            );
        var rows = tensor(times.SelectMany((n, row) => Enumerable.Repeat((long)row, (int)n)).ToArray());
        using var set = New();
        var dropped = yPred.masked_fill(tensor(times).eq(0).unsqueeze(1), double.NaN);
        set.Update(yTrue.narrow(0, 0, 11), dropped.narrow(0, 0, 11), weight.narrow(0, 0, 11));
        set.Update(yTrue.narrow(0, 11, 9), dropped.narrow(0, 11, 9), weight.narrow(0, 11, 9));
        AssertValues(yTrue.index_select(0, rows), yPred.index_select(0, rows), set.Compute());
    }

    [Fact]
    public void MetricSet_UpdateFailsInOneMember_ChangesNone()
    {
        using var scope = NewDisposeScope();
        var (yTrue, yPred) = Rows(5, 12);
        using var set = New();
        set.Update(yTrue, yPred);

        // Only the counts of recall check whether labels are classes.
        Assert.Throws<ArgumentException>(() => set.Update(tensor(new[] { 0L, 9 }), rand(2, Classes, dtype: float64)));
        Assert.Throws<ArgumentException>(() => set.Update(yTrue.unsqueeze(1), yPred));
        AssertValues(yTrue, yPred, set.Compute());
        set.Update(yTrue, yPred);
        AssertValues(cat([yTrue, yTrue]), cat([yPred, yPred]), set.Compute());
    }

    [Fact]
    public void MergeFrom_OtherConfig_Throws()
    {
        using var one = New();
        using var other = new MixedMetrics.MetricSet(Classes, factor: 3);
        Assert.Throws<ArgumentException>(() => one.MergeFrom(other));
    }

    private static MixedMetrics.MetricSet New() => new(Classes, factor: 2);

    private static (Tensor YTrue, Tensor YPred) Rows(int seed, long rows)
    {
        var random = new Random(seed);
        var yTrue = RandomTensors.Indices(random, ScalarType.Int64, Classes - 1, rows);
        return (yTrue, RandomTensors.Values(random, ScalarType.Float64, rows, Classes));
    }

    private static void AssertValues(Tensor yTrue, Tensor yPred, MixedMetrics.MetricSet.Values values)
    {
        Assert.Equal(yTrue.eq(yPred.argmax(1)).sum().ToInt64(), values.TruePositives);
        Assert.Equal(MixedMetrics.Accuracy(yTrue, yPred).ToDouble(), values.Accuracy, 12);
        Assert.Equal(MixedMetrics.Recall(yTrue, yPred, Classes).ToDoubles(), values.Recall);
        Assert.Equal(yPred.median().ToDouble() * 2, values.MedianScore, 12);
        Assert.Equal(values.TruePositives / yTrue.shape[0], values.Accuracy, 12);
    }

    private static void AssertNone(MixedMetrics.MetricSet set) =>
        Assert.All(set.Compute(), value => Assert.True(double.IsNaN(value.Numbers.ToArray().First())));
}

/// <summary>Metrics of all kinds: formulas, a hand-written state and a formula that collects its rows.</summary>
internal static partial class MixedMetrics
{
    [Metric(Shape = MetricShape.Scalar)]
    public static MulticlassTruePositives TruePositives() => new();

    [Metric]
    public static Tensor Accuracy(Tensor yTrue, Tensor yPred) => yTrue.eq(yPred.argmax(1)).to_type(ScalarType.Float64).mean();

    [Metric]
    public static Tensor Recall(Tensor yTrue, Tensor yPred, int numClasses) => Classification.Recall(yTrue, yPred, numClasses);

    [Metric(Shape = MetricShape.Scalar), Collect]
    public static Tensor MedianScore(Tensor yPred, double factor = 2) => yPred.median() * factor;
}

/// <summary>A metric whose hand-written state has no parameter for weights.</summary>
internal static partial class Unweighted
{
    [Metric(Shape = MetricShape.Scalar)]
    public static State Rows() => new();

    public sealed class State : MetricState
    {
        private readonly SumAccumulator _rows;

        public State() => _rows = Add(new SumAccumulator());

        public void Update(Tensor values)
        {
            using var batch = BeginUpdate(null, new MetricInput(nameof(values), values));
            _rows.Add(batch, ones_like(values), 0, [0]);
            batch.Commit();
        }

        public override Tensor Compute()
        {
            using var reading = BeginCompute();
            return reading.IsEmpty ? reading.MissingValue() : reading.Return(_rows.Sum(reading));
        }
    }
}
