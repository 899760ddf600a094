using Gen.Training.Metrics;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Metrics.States;

public class MergeTests
{
    public static TheoryData<string> Kinds() => new(AllAccumulators.Names);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void MergeFrom_EmptyState_ChangesNothing(string kind)
    {
        using var scope = NewDisposeScope();
        var x = arange(20, dtype: ScalarType.Float64).reshape(10, 2);
        using var fed = AllAccumulators.Create(kind);
        using var untouched = AllAccumulators.Create(kind);
        fed.Update(null, x);
        var before = fed.Compute().ToDoubles();
        fed.State.MergeFrom(untouched.State);
        Assert.Equal(before, fed.Compute().ToDoubles());
        Assert.Equal(0, untouched.State.Rows);
        untouched.State.MergeFrom(fed.State);
        Assert.Equal(before, untouched.Compute().ToDoubles());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void MergeFrom_SharesNoTensor(string kind)
    {
        using var scope = NewDisposeScope();
        var x = arange(20, dtype: ScalarType.Float64).reshape(10, 2);
        using var into = AllAccumulators.Create(kind);
        var from = AllAccumulators.Create(kind);
        from.Update(null, x);
        into.State.MergeFrom(from.State);
        var before = from.Compute().ToDoubles();
        into.Update(null, x);
        Assert.Equal(before, from.Compute().ToDoubles());
        var both = into.Compute().ToDoubles();
        from.Update(ones(10), x);
        from.Dispose();
        Assert.Equal(both, into.Compute().ToDoubles());
    }

    [Fact]
    public void MergeFrom_OtherConfigurationOrInputs_ThrowsAndChangesNothing()
    {
        using var scope = NewDisposeScope();
        using var state = Sum();
        state.Update(null, ones(3, 2));
        using var configured = Sum("classes=3");
        using var wider = Sum();
        wider.Update(null, ones(3, 4));
        using var doubles = Sum();
        doubles.Update(null, ones(3, 2, ScalarType.Float64));
        using var other = AllAccumulators.Create("product");
        Fails(state, configured, "States with the configurations '' and 'classes=3' cannot be merged.");
        Fails(state, wider, "States with inputs x [rows, 2] of Float32 and x [rows, 4] of Float32 cannot be merged.");
        Fails(state, doubles, "States with inputs x [rows, 2] of Float32 and x [rows, 2] of Float64 cannot be merged.");
        Fails(state, state, "A state cannot be merged into itself.");
        Assert.Contains("cannot be merged into a", Assert.Throws<ArgumentException>(() => state.MergeFrom(other.State)).Message);
        Assert.Equal(6, state.Compute().ToDouble());
    }

    [Fact]
    public void MergeFrom_IntoEmptyState_FixesInputs()
    {
        using var scope = NewDisposeScope();
        using var fed = Sum();
        using var untouched = Sum();
        fed.Update(null, ones(3, 2));
        untouched.MergeFrom(fed);
        var error = Assert.Throws<ArgumentException>(() => untouched.Update(null, ones(3, 2, ScalarType.Float64)));
        Assert.StartsWith("x is Float64, but must be Float32 as in earlier updates.", error.Message);
    }

    [Fact]
    public void MergeFrom_OtherWidths_Throws()
    {
        using var scope = NewDisposeScope();
        using var three = Count(3);
        using var four = Count(4);
        three.Update(null, zeros(2, ScalarType.Int64));
        four.Update(null, zeros(2, ScalarType.Int64));
        Fails(three, four, "States that count 3 by 1 and 4 by 1 indices cannot be merged.");
    }

    private static AccumulatorState<SumAccumulator> Sum(string configuration = "") =>
        new(new SumAccumulator(), (a, b, x) => a.Add(b, x[0], 0, []), (a, r) => a.Sum(r), configuration);

    private static AccumulatorState<CountAccumulator> Count(long width) =>
        new(new CountAccumulator(width), (a, b, x) => a.Add(b, x[0], 0), (a, r) => a.Counts(r));

    private static void Fails(StreamingState into, StreamingState from, string message) =>
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => into.MergeFrom(from)).Message);
}
