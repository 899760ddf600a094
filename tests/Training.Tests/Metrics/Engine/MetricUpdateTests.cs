using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.Engine;

/// <summary>Updates with invalid inputs throw before anything is accumulated. The message has the name and shape.</summary>
public class MetricUpdateTests
{
    [Fact]
    public void BeginUpdate_InputsWithoutEqualRows_Throws()
    {
        using var scope = NewDisposeScope();
        using var state = new Total();
        Fails(state, tensor(1.0), ones(3, 2), null, "yTrue has no axes, but its first axis must be the rows of the batch.");
        Fails(
            state,
            ones(4),
            ones(3, 2),
            null,
            "yTrue has shape [4] and yPred has shape [3, 2], but their first axes, the rows, must be equal."
        );
        Assert.Equal(0, state.Rows);
    }

    [Fact]
    public void BeginUpdate_InputsDifferFromEarlierUpdates_Throws()
    {
        using var scope = NewDisposeScope();
        using var state = new Total();
        state.Update(ones(3), ones(3, 2));
        Fails(state, ones(3), ones(3, 4), null, "yPred has shape [3, 4], but must have shape [rows, 2] as in earlier updates.");
        Fails(state, ones(3), ones(3, 2, ScalarType.Float64), null, "yPred is Float64, but must be Float32 as in earlier updates.");
        state.Update(ones(0), ones(0, 7));
        Assert.Equal(3, state.Rows);
        state.Reset();
        state.Update(ones(3), ones(3, 4));
        Assert.Equal(3, state.Rows);
    }

    [Fact]
    public void Dispose_WithoutCommit_KeepsNothing()
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
    public void BeginUpdate_NotOneWeightPerRow_Throws()
    {
        using var scope = NewDisposeScope();
        using var state = new Total();
        Fails(state, ones(3), ones(3, 2), ones(3, 1), "weight has shape [3, 1], but must have shape [3], one weight per row of yTrue.");
        Fails(state, ones(3), ones(3, 2), ones(2), "weight has shape [2], but must have shape [3], one weight per row of yTrue.");
    }

    [Fact]
    public void Add_IndexOutOfRange_ThrowsAndCountsNothing()
    {
        using var scope = NewDisposeScope();
        using var state = new AccumulatorState<JointCountAccumulator>(
            new JointCountAccumulator(3, 2), (a, b, x) => a.Add(b, x[0], x[1]), (a, r) => a.Counts(r));
        var good = tensor(new[] { 0L, 1, 1 });
        state.Update(null, good, good);
        Assert.Equal(
            "Index 3 (element 2) must be from 0 to 2.",
            Assert.Throws<ArgumentException>(() => state.Update(null, tensor(new[] { 0L, 1, 3 }), good)).Message
        );
        Assert.Equal(
            "Index -1 (element 0) must be from 0 to 1.",
            Assert.Throws<ArgumentException>(() => state.Update(null, good, tensor(new[] { -1L, 1, 1 }))).Message
        );
        Assert.Equal(
            "Index 2 (element 1) must be from 0 to 1.",
            Assert.Throws<ArgumentException>(() => state.Update(ones(3), good, tensor(new[] { 0L, 2, 1 }))).Message
        );
        state.Update(tensor(new[] { 1.0, -0.0, 0 }), good, tensor(new[] { 0L, 2, -9 }));
        TestTensors.AssertClose([2, 0, 0, 2, 0, 0], state.Compute());
        state.Reset();
        Assert.Contains("must have an integer type", Assert.Throws<ArgumentException>(() => state.Update(null, ones(3), ones(3))).Message);
    }

    [Fact]
    public void Add_ValueDoesNotMatchRows_Throws()
    {
        using var scope = NewDisposeScope();
        Fails<SumAccumulator>(
            (a, b, x) => a.Add(b, x.sum(dim: 0L), 0, []),
            "The value has shape [2], but axis 0 must have the 3 rows of the batch, or a multiple."
        );
        Fails<SumAccumulator>((a, b, x) => a.Add(b, x, 0, [1]), "The reduced axes must include the batch axis, 0.");
        Fails<SumAccumulator>((a, b, x) => a.Add(b, x, 2, []), "The value has shape [3, 2], but its rows must be axis 2.");
        Fails<SumAccumulator>(
            (a, b, x) => a.AddMean(b, x.@long(), 0, []),
            "The mean of Int64 is not defined in torch. Convert the value first: to_type(float32)."
        );
        Fails<ContractionAccumulator>(
            (a, b, x) => a.Add(b, x.@bool(), 0, x.@bool(), 0, (l, r) => l.mm(r)),
            "Matrices of Bool and Bool cannot be multiplied. Convert both to one numeric type."
        );
    }

    private static void Fails<T>(Action<T, MetricUpdate, Tensor> add, string message) where T : Accumulator, new()
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
            using var batch = BeginUpdate(weight, new MetricInput(nameof(yTrue), yTrue), new MetricInput(nameof(yPred), yPred));
            if (batch.IsEmpty) return;
            _sum.Add(batch, yPred, 0, []);
            if (Commits) batch.Commit();
        }

        public override Tensor Compute()
        {
            using var reading = BeginCompute();
            return reading.IsEmpty ? reading.MissingValue() : reading.Return(_sum.Sum(reading));
        }
    }
}
