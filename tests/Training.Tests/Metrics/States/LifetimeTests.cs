using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

public class LifetimeTests
{
    public static TheoryData<string> Kinds() => new(AllAccumulators.Names);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Update_ManyTimes_LeaksNoTensor(string kind)
    {
        using var x = TestTensors.Doubles([.. Enumerable.Range(0, 20)]).reshape(10, 2);
        using var weight = ones(10);
        var before = LiveTensors.Count();
        using (var state = AllAccumulators.Create(kind))
        {
            state.Update(null, x);
            state.Update(weight, x);
            state.Compute().Dispose();
            var live = LiveTensors.Count();
            for (var i = 0; i < 1000; i++) state.Update(i % 3 == 0 ? weight : null, x);
            state.Compute().Dispose();
            Assert.Equal(live, LiveTensors.Count());
        }
        Assert.Equal(before, LiveTensors.Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void State_CallersScopesAndModes_DoNotAffectIt(string kind)
    {
        using var x = TestTensors.Doubles([.. Enumerable.Range(0, 20)]).reshape(10, 2);
        using var plain = AllAccumulators.Create(kind);
        using var moved = AllAccumulators.Create(kind);
        for (var i = 0; i < 4; i++) plain.Update(null, x);
        using (NewDisposeScope())
        using (inference_mode())
            moved.Update(null, x);
        moved.Update(null, x);
        using (NewDisposeScope())
        using (no_grad())
            moved.Update(null, x);
        using (inference_mode()) moved.Update(null, x);
        Assert.False(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
        Assert.Equal(plain.Compute().ToDoubles(), moved.Compute().ToDoubles());
    }

    [Fact]
    public void Update_InputWithGraph_DoesNotKeepIt()
    {
        using var leaf = ones([4, 2], ScalarType.Float32, requires_grad: true);
        foreach (var kind in AllAccumulators.Names)
        {
            using var state = AllAccumulators.Create(kind);
            using (var scope = NewDisposeScope()) state.Update(leaf.sum(dim: 1L), leaf.mul(2));
            using var result = state.Compute();
            Assert.False(result.requires_grad, kind);
        }
        Assert.True(is_grad_enabled());
    }

    [Fact]
    public void Compute_Result_BelongsToCallersScope()
    {
        using var x = ones(3);
        using var state = AllAccumulators.Create("sum");
        state.Update(null, x);
        Tensor result;
        using (var scope = NewDisposeScope())
        {
            result = state.Compute();
            Assert.True(scope.Contains(result));
            result.add_(100);
            Assert.Equal(3, state.Compute().ToDouble());
        }
        Assert.True(result.IsInvalid);
    }

    [Fact]
    public void Return_ForeignTensor_IsCopied()
    {
        using var x = ones(3);
        using var constant = tensor(5.0);
        using var state = new AccumulatorState<SumAccumulator>(
            new SumAccumulator(),
            (a, b, t) => a.Add(b, t[0], 0, []),
            (a, r) => constant
        );
        state.Update(null, x);
        state.Compute().Dispose();
        Assert.Equal(5, constant.ToDouble());
    }

    [Fact]
    public void State_Disposed_Throws()
    {
        using var x = ones(3);
        var state = AllAccumulators.Create("sum");
        state.Dispose();
        state.Dispose();
        Assert.Throws<ObjectDisposedException>(() => state.Update(null, x));
        Assert.Throws<ObjectDisposedException>(() => state.Compute());
    }
}
