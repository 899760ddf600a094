using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

public class HandWrittenStateTests
{
    [Fact]
    public void MulticlassTruePositives_CountsHits()
    {
        using var scope = NewDisposeScope();
        using var state = new MulticlassTruePositives();
        Assert.True(double.IsNaN(state.Compute().ToDouble()));
        Assert.Equal(ScalarType.Float32, state.Compute().dtype);
        state.Update(tensor(new[] { 0L, 1, 2 }), eye(3).index_select(0, tensor(new[] { 0L, 2, 2 })));
        state.Update(tensor(new[] { 1L }), eye(3).narrow(0, 1, 1));
        Assert.Equal(4, state.Rows);
        Assert.Equal(3, state.Compute().ToInt64());
        state.Reset();
        Assert.Equal(0, state.Rows);
        Assert.True(double.IsNaN(state.Compute().ToDouble()));
    }

    [Fact]
    public void MulticlassTruePositives_ColumnOfLabels_CountsHits()
    {
        using var scope = NewDisposeScope();
        using var state = new MulticlassTruePositives();
        state.Update(tensor(new[] { 0L, 1, 2 }).reshape(3, 1), eye(3));
        Assert.Equal(3, state.Compute().ToInt64());
        var error = Assert.Throws<ArgumentException>(() => state.Update(tensor(new[] { 0L, 1, 2 }), eye(3)));
        Assert.StartsWith("yTrue has shape [3], but must have shape [rows, 1] as in earlier updates.", error.Message);
    }

    [Fact]
    public void MulticlassTruePositives_Weights_CountsWeightedHits()
    {
        using var scope = NewDisposeScope();
        using var state = new MulticlassTruePositives();
        state.Update(tensor(new[] { 0L, 1, 2 }), eye(3), tensor(new[] { 0.5f, 0, 2 }));
        state.Update(tensor(new[] { 1L, 0 }), eye(3).narrow(0, 0, 2));
        var hits = state.Compute();
        Assert.Equal(2.5, hits.ToDouble());
        Assert.Equal(ScalarType.Float32, hits.dtype);
    }

    [Fact]
    public void Compute_AllWeightsZero_IsNaN()
    {
        using var scope = NewDisposeScope();
        using var state = new MulticlassTruePositives();
        state.Update(tensor(new[] { 0L, 1, 2 }), eye(3), zeros(3, ScalarType.Bool));
        Assert.Equal(3, state.Rows);
        Assert.True(double.IsNaN(state.Compute().ToDouble()));
    }

    [Fact]
    public void HandWrittenState_AnySplit_EqualsFormula()
    {
        var check = new SplitCheck<MulticlassTruePositives>(
            () => new MulticlassTruePositives(),
            (state, weight, x) => state.Update(x[0], x[1], weight),
            x => x[0].reshape(-1).eq(x[1].argmax(1)).sum()
        );
        for (var seed = 0; seed < 60; seed++)
            check.Run(
                seed,
                (random, rows) =>
                    [
                        RandomTensors.Indices(random, ScalarType.Int64, 3, rows, 1),
                        RandomTensors.Values(random, ScalarType.Float32, rows, 3),
                    ],
                (Weighting)(seed % 2 * 3)
            );
    }

    [Fact]
    public void Update_Throws_StateIsUnchanged()
    {
        using var scope = NewDisposeScope();
        using var state = new MulticlassTruePositives();
        Assert.Throws<ArgumentException>(() => state.Update(tensor(new[] { 0L, 1, 2 }), tensor(new[] { 0L, 1, 2 })));
        state.Update(tensor(new[] { 0L, 1, 2 }), eye(3));
        Assert.Throws<ArgumentException>(() => state.Update(tensor(new[] { 0L, 1, 2 }), eye(4).narrow(0, 0, 3)));
        Assert.Equal(3, state.Rows);
        Assert.Equal(3, state.Compute().ToInt64());
    }

    [Fact]
    public void NestedState_IsResetMergedAndSavedWithParent()
    {
        using var scope = NewDisposeScope();
        using var one = new Parent();
        using var two = new Parent();
        one.Child.Update(tensor(new[] { 0L }), eye(1));
        two.Child.Update(tensor(new[] { 0L }), eye(1));
        one.MergeFrom(two);
        Assert.Equal(2, one.Compute().ToInt64());
        using var saved = new MemoryStream();
        one.Save(new BinaryWriter(saved));
        one.Reset();
        Assert.Equal(0, one.Child.Rows);
        saved.Position = 0;
        one.Load(new BinaryReader(saved));
        Assert.Equal(2, one.Compute().ToInt64());
    }

    [Fact]
    public void NestedState_CommitsWithParentOrNotAtAll()
    {
        using var scope = NewDisposeScope();
        using var parent = new Parent();
        parent.Update(tensor(new[] { 0L, 1 }), eye(2), fails: false);
        Assert.Throws<InvalidOperationException>(() => parent.Update(tensor(new[] { 0L, 1 }), eye(2), fails: true));
        Assert.Equal((2, 2), (parent.Rows, parent.Child.Rows));
        Assert.Equal(2, parent.Compute().ToInt64());
        parent.Update(tensor(new[] { 0L, 1 }), eye(2), fails: false);
        Assert.Equal((4, 4), (parent.Rows, parent.Child.Rows));
        Assert.Equal(4, parent.Compute().ToInt64());
        parent.Child.Update(tensor(new[] { 0L, 1 }), eye(2));
        Assert.Equal((4, 6), (parent.Rows, parent.Child.Rows));
    }

    private sealed class Parent : MetricState
    {
        public Parent() => Child = AddState(new MulticlassTruePositives());

        public MulticlassTruePositives Child { get; }

        public void Update(Tensor yTrue, Tensor yPred, bool fails)
        {
            using var batch = BeginUpdate(null, new MetricInput(nameof(yTrue), yTrue), new MetricInput(nameof(yPred), yPred));
            Child.Update(yTrue, yPred, ones(batch.Rows, ScalarType.Int64));
            if (fails) throw new InvalidOperationException();
            batch.Commit();
        }

        public override Tensor Compute()
        {
            using var reading = BeginCompute();
            return reading.IsEmpty && Child.Rows == 0 ? reading.MissingValue() : reading.Return(Child.Compute());
        }
    }
}
