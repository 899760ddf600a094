using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>What does not fit is refused, by name and shape, before anything is accumulated.</summary>
public class UpdateCheckTests
{
    [Fact]
    public void InputsMustHaveRowsAndAsManyAsEachOther()
    {
        using var scope = NewDisposeScope();
        using var state = new Total();
        Fails(state, tensor(1.0), ones(3, 2), null, "yTrue has no axes; its first axis must be the rows of the batch.");
        Fails(state, ones(4), ones(3, 2), null, "yTrue is [4] and yPred is [3, 2]: the first axis, the rows, must be equal.");
        Assert.Equal(0, state.Rows);
    }

    [Fact]
    public void LaterUpdatesMustBeLikeTheFirst()
    {
        using var scope = NewDisposeScope();
        using var state = new Total();
        state.Update(ones(3), ones(3, 2));
        Fails(state, ones(3), ones(3, 4), null, "yPred is [3, 4], in the updates before it was [rows, 2].");
        Fails(state, ones(3), ones(3, 2, ScalarType.Float64), null, "yPred is Float64, in the updates before it was Float32.");
        state.Update(ones(0), ones(0, 7));
        Assert.Equal(3, state.Rows);
        state.Reset();
        state.Update(ones(3), ones(3, 4));
        Assert.Equal(3, state.Rows);
    }

    [Fact]
    public void AFirstUpdateThatIsNotCommittedSettlesNothing()
    {
        using var scope = NewDisposeScope();
        using var state = new Total { Commits = false };
        state.Update(ones(3), ones(3, 2));
        Assert.Equal(0, state.Rows);
        Assert.True(double.IsNaN(state.Compute().ToDouble()));
        state.Commits = true;
        state.Update(ones(3), ones(3, 4, ScalarType.Float64));
        Assert.Equal(12, state.Compute().ToDouble());
    }

    [Fact]
    public void WeightsAreOnePerRow()
    {
        using var scope = NewDisposeScope();
        using var state = new Total();
        Fails(state, ones(3), ones(3, 2), ones(3, 1), "weight is [3, 1], but must be [3]: one number per row of yTrue.");
        Fails(state, ones(3), ones(3, 2), ones(2), "weight is [2], but must be [3]: one number per row of yTrue.");
    }

    [Fact]
    public void AnIndexOutOfRangeIsNamedAndNothingIsCounted()
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<JointCountAccumulator>(
            new JointCountAccumulator(3, 2), (a, b, x) => a.Add(b, x[0], x[1]), (a, r) => a.Counts(r));
        var good = tensor(new[] { 0L, 1, 1 });
        state.Update(null, good, good);
        Assert.Equal("Index 3 (element 2) is outside 0 to 2.", Assert.Throws<ArgumentException>(() => state.Update(null, tensor(new[] { 0L, 1, 3 }), good)).Message);
        Assert.Equal("Index -1 (element 0) is outside 0 to 1.", Assert.Throws<ArgumentException>(() => state.Update(null, good, tensor(new[] { -1L, 1, 1 }))).Message);
        Assert.Equal("Index 2 (element 1) is outside 0 to 1.", Assert.Throws<ArgumentException>(() => state.Update(ones(3), good, tensor(new[] { 0L, 2, 1 }))).Message);
        state.Update(tensor(new[] { 1.0, -0.0, 0 }), good, tensor(new[] { 0L, 2, -9 }));
        Numbers.AssertNear([2, 0, 0, 2, 0, 0], state.Compute());
        state.Reset();
        Assert.Contains("must be integral", Assert.Throws<ArgumentException>(() => state.Update(null, ones(3), ones(3))).Message);
    }

    [Fact]
    public void AValueMustFollowTheRows()
    {
        using var scope = NewDisposeScope();
        Fails<SumAccumulator>((a, b, x) => a.Add(b, x.sum(dim: 0L), 0, []), "The value is [2]: axis 0 should have the batch's 3 rows, or a multiple.");
        Fails<SumAccumulator>((a, b, x) => a.Add(b, x, 0, [1]), "The reduced axes must contain the batch axis, 0.");
        Fails<SumAccumulator>((a, b, x) => a.Add(b, x, 2, []), "The value [3, 2] has no axis 2, where its rows should be.");
        Fails<SumAccumulator>((a, b, x) => a.AddMean(b, x.@long(), 0, []), "torch takes means of floating-point tensors only, not of Int64; convert it first: to_type(float32).");
        Fails<ContractionAccumulator>((a, b, x) => a.Add(b, x.@bool(), 0, x.@bool(), 0, (l, r) => l.mm(r)), "torch does not multiply matrices of Bool and Bool; convert both to one number type.");
    }

    private static void Fails<T>(Action<T, Batch, Tensor> add, string message) where T : Accumulator, new()
    {
        using var state = new AccumulatorState<T>(new T(), (a, b, x) => add(a, b, x[0]), (a, r) => tensor(0));
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => state.Update(null, ones(3, 2))).Message);
        Assert.Equal(0, state.Rows);
    }

    private static void Fails(Total state, Tensor yTrue, Tensor yPred, Tensor? weight, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => state.Update(yTrue, yPred, weight)).Message);

    private sealed class Total : MetricState
    {
        private readonly SumAccumulator _sum;

        public Total() => _sum = Add(new SumAccumulator());

        public bool Commits { get; set; } = true;

        public void Update(Tensor yTrue, Tensor yPred, Tensor? weight = null)
        {
            using var batch = BeginUpdate(weight, new BatchInput(nameof(yTrue), yTrue), new BatchInput(nameof(yPred), yPred));
            if (batch.IsEmpty) return;
            _sum.Add(batch, yPred, 0, []);
            if (Commits) batch.Commit();
        }

        public override Tensor Compute()
        {
            using var reading = BeginCompute();
            return reading.IsEmpty ? reading.Missing() : reading.Return(_sum.Sum(reading));
        }
    }
}
