using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Torch;

public class DisposeScopeTests
{
    [Fact]
    public void Scope_DisposesOnlyItsTensors()
    {
        using var outside = zeros(1);
        Tensor inside;
        using (var scope = NewDisposeScope())
        {
            inside = outside + 1;
            Assert.Equal(1, scope.DisposablesCount);
            Assert.True(scope.Contains(inside));
        }
        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
    }

    [Fact]
    public void NestedScopes_EndInnermostFirst()
    {
        using var outer = NewDisposeScope();
        var first = zeros(1);
        Tensor second;
        using (NewDisposeScope()) second = zeros(1);
        Assert.True(second.IsInvalid);
        var third = zeros(1);
        Assert.Equal(2, outer.DisposablesCount);
        Assert.False(first.IsInvalid || third.IsInvalid);
    }

    [Fact]
    public void MoveToOuterScope_MovesOneScope()
    {
        Tensor moved;
        using (var outer = NewDisposeScope())
        {
            using (NewDisposeScope()) moved = zeros(1).MoveToOuterDisposeScope();
            Assert.False(moved.IsInvalid);
            Assert.True(outer.Contains(moved));
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void MoveToOuterScope_Outermost_LeavesTensorToCaller()
    {
        Tensor moved;
        using (NewDisposeScope()) moved = zeros(1).MoveToOuterDisposeScope();
        using (moved) Assert.False(moved.IsInvalid);
    }

    [Fact]
    public void Detach_OutlivesScopes()
    {
        Tensor detached;
        using (NewDisposeScope())
        using (NewDisposeScope())
            detached = zeros(1).DetachFromDisposeScope();
        using (detached) Assert.False(detached.IsInvalid);
    }

    [Fact]
    public void Attach_EndsWithScope()
    {
        var tensor = zeros(1);
        using (var scope = NewDisposeScope()) scope.Attach(tensor);
        Assert.True(tensor.IsInvalid);
    }

    [Fact]
    public void Scope_BelongsToItsThread()
    {
        using var scope = NewDisposeScope();
        Tensor? elsewhere = null;
        var thread = new Thread(() => elsewhere = zeros(1));
        thread.Start();
        thread.Join();
        using (elsewhere) Assert.False(scope.Contains(elsewhere!));
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void Dispose_Tensor_LeavesScope()
    {
        using var scope = NewDisposeScope();
        zeros(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void DisposeEverythingBut_KeepsGivenTensors()
    {
        using var scope = NewDisposeScope();
        Tensor kept = zeros(1), dropped = zeros(1);
        scope.DisposeEverythingBut(kept);
        Assert.True(dropped.IsInvalid);
        Assert.False(kept.IsInvalid);
    }

    [Fact]
    public void Scope_DisposedBeforeInner_IsUnlinked()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        outer.Dispose();
        var tensor = zeros(1);
        Assert.True(inner.Contains(tensor));
        inner.Dispose();
        Assert.True(tensor.IsInvalid);
        using var after = zeros(1);
        Assert.Throws<ObjectDisposedException>(() => outer.DisposablesCount);
    }

    [Fact]
    public void WrappedTensorDisposeScope_KeepsOnlyResult()
    {
        using var scope = NewDisposeScope();
        var result = WrappedTensorDisposeScope(() => (zeros(2) + 1) * 3);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.Equal(6, result.sum().ToDouble());
    }

    [Fact]
    public void Statistics_CountTensorsOfThread()
    {
        var statistics = DisposeScopeManager.Statistics;
        statistics.Reset();
        var outside = zeros(1);
        using (NewDisposeScope())
        {
            zeros(1);
            zeros(1).DetachFromDisposeScope().Dispose();
            Assert.Equal(2, statistics.ThreadTotalLiveCount);
        }
        outside.Dispose();
        Assert.Equal(0, statistics.ThreadTotalLiveCount);
        Assert.Equal((1, 2, 1), (statistics.CreatedOutsideScopeCount, statistics.CreatedInScopeCount, statistics.DetachedFromScopeCount));
    }
}
