using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.LibTorch;

public sealed class BatchNormTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void TrainingUsesTheBatchAndMovesTheRunningStatistics()
    {
        using var layer = BatchNorm1d(2, eps: 0, momentum: 0.25, dtype: float64);
        var input = Numbers.Doubles(1, 10, 3, 30).reshape(2, 2);
        Numbers.AssertNear([-1, -1, 1, 1], layer.call(input));
        Numbers.AssertNear([0.25 * 2, 0.25 * 20], layer.running_mean!);
        Numbers.AssertNear([0.75 + 0.25 * 2, 0.75 + 0.25 * 200], layer.running_var!);
        layer.call(input);
        Assert.Equal(2, layer.num_batches_tracked!.ToDouble());
    }

    [Fact]
    public void EvaluationUsesTheRunningStatisticsAndLeavesThem()
    {
        using var layer = BatchNorm2d(1, eps: 0);
        using (no_grad())
        {
            layer.running_mean!.fill_(3);
            layer.running_var!.fill_(4);
            layer.weight.fill_(10);
            layer.bias!.fill_(1);
        }
        layer.eval();
        Numbers.AssertNear([1, 11, 21, 31], layer.call(arange(3, 11, 2, dtype: float32).reshape(1, 1, 2, 2)), 1e-6);
        Assert.Equal([3], layer.running_mean.ToDoubles());
        Assert.Equal(0, layer.num_batches_tracked!.ToInt64());
    }

    [Fact]
    public void WithoutMomentumAllBatchesCountTheSame()
    {
        using var layer = BatchNorm1d(1, dtype: float64);
        layer.momentum = null;
        foreach (var batch in new[] { 2.0, 4, 9 }) layer.call(Numbers.Doubles(batch - 1, batch + 1).reshape(2, 1));
        Numbers.AssertNear([5], layer.running_mean!);
    }

    [Fact]
    public void WithoutRunningStatisticsEvaluationUsesTheBatch()
    {
        using var layer = BatchNorm1d(1, eps: 0, affine: false, track_running_stats: false);
        layer.eval();
        Numbers.AssertNear([-1, 1], layer.call(tensor(new float[] { 5, 9 }).reshape(2, 1)), 1e-6);
        Assert.Empty(layer.state_dict());
    }

    [Fact]
    public void TheStateHasTorchsNames()
    {
        using var layer = BatchNorm1d(3);
        Assert.Equal(["weight", "bias", "running_mean", "running_var", "num_batches_tracked"], layer.state_dict().Keys);
        Assert.Equal(ScalarType.Int64, layer.num_batches_tracked!.dtype);
        layer.call(rand(4, 3));
        layer.reset_running_stats();
        Assert.Equal([0, 0, 0, 1, 1, 1, 0], new[] { layer.running_mean!, layer.running_var!, layer.num_batches_tracked }.SelectMany(t => t.ToDoubles()));
    }

    [Fact]
    public void InputsWithOtherAxesAreErrors()
    {
        using var flat = BatchNorm1d(3);
        using var images = BatchNorm2d(3);
        Assert.Throws<ArgumentException>(() => flat.call(rand(3)));
        Assert.Throws<ArgumentException>(() => images.call(rand(2, 3, 4)));
    }

    [Fact]
    public void GradientsAgreeWithFiniteDifferences()
    {
        random.manual_seed(4);
        FiniteDifferences.Check(
            x => functional.batch_norm(x[0], null!, null!, x[1], x[2], training: true),
            randn(4, 2, dtype: float64), rand(2, dtype: float64), rand(2, dtype: float64));
    }
}
