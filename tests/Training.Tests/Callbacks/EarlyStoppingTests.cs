using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks;

public class EarlyStoppingTests
{
    // Offsets of the targets in each epoch. The model does not learn, so the loss falls and rises with the offset.
    private static readonly double[] s_offsets = [3, 2, 1, 2, 3, 4, 5];

    [Fact]
    public void Patience_Exceeded_StopsTraining()
    {
        var (stopping, history) = Fit(new EarlyStopping("loss") { Patience = 2 });
        Assert.Equal([0, 1, 2, 3, 4], history.Epochs);
        Assert.Equal((2, 4), (stopping.BestEpoch, stopping.StoppedEpoch));
        Assert.Equal(history["loss"][2], stopping.Best);
        Assert.Equal("loss did not improve for 2 epochs", history.StopReason);
    }

    [Fact]
    public void StartFromEpoch_IgnoresEarlierEpochs()
    {
        var (stopping, history) = Fit(new EarlyStopping("loss") { Patience = 1, StartFromEpoch = 4 });
        Assert.Equal((4, 5), (stopping.BestEpoch, stopping.StoppedEpoch));
        Assert.Equal(6, history.Epochs.Count);
    }

    [Fact]
    public void MinDelta_SmallerChange_IsNoImprovement()
    {
        var (stopping, _) = Fit(new EarlyStopping("loss") { Patience = 2, MinDelta = 1000 });
        Assert.Equal((0, 2), (stopping.BestEpoch, stopping.StoppedEpoch));
    }

    [Fact]
    public void Baseline_NotReached_StopsTraining()
    {
        var (stopping, history) = Fit(new EarlyStopping("loss") { Patience = 2, Baseline = 1e-9, RestoreBestWeights = true });
        Assert.Equal(2, history.Epochs.Count);
        Assert.Null(stopping.BestEpoch);
        Assert.True(double.IsNaN(stopping.Best));
    }

    [Fact]
    public void ModeMax_HighestValueIsBest()
    {
        var (stopping, _) = Fit(new EarlyStopping("loss") { Patience = 10, Mode = MonitorMode.Max });
        Assert.Equal(6, stopping.BestEpoch);
        Assert.Null(stopping.StoppedEpoch);
    }

    [Theory]
    [InlineData(2, 7)]
    [InlineData(50, 7)]
    [InlineData(50, 3)]
    public void RestoreBestWeights_AnyEnd_RestoresBestEpoch(int patience, int epochs)
    {
        using var problem = new RegressionProblem(learningRate: 1e-4);
        var seen = new List<double[]>();
        using var trainer = problem.Trainer(
            new LambdaCallback { EpochBegin = c => Shift(problem, c.Epoch), EpochEnd = _ => seen.Add(problem.Weights()) },
            new EarlyStopping("loss") { Patience = patience, RestoreBestWeights = true });
        trainer.Fit(problem.Source(), 1);
        var live = LiveTensors.Count();
        seen.Clear();
        var history = trainer.Fit(problem.Source(), epochs);
        var values = history["loss"].Skip(1).ToList();
        var best = values.IndexOf(values.Min());
        Assert.Equal(seen[best], problem.Weights());
        Assert.Equal(live, Tensor.TotalCount);
    }

    [Theory]
    [InlineData("val_loss", MonitorMode.Min)]
    [InlineData("val_meanSquaredError", MonitorMode.Min)]
    [InlineData("brierScore", MonitorMode.Min)]
    [InlineData("brierSkill", MonitorMode.Max)]
    [InlineData("val_rocAuc", MonitorMode.Max)]
    [InlineData("ROCAuc", MonitorMode.Max)]
    [InlineData("macroF1", MonitorMode.Max)]
    [InlineData("r2", MonitorMode.Max)]
    [InlineData("val_falsePositives", MonitorMode.Min)]
    [InlineData("truePositives", MonitorMode.Max)]
    [InlineData("glossiness", MonitorMode.Auto)]
    [InlineData("lr", MonitorMode.Auto)]
    public void Direction_IsInferredFromKey(string key, MonitorMode expected) => Assert.Equal(expected, Direction.FromKey(key));

    private static (EarlyStopping Stopping, History History) Fit(EarlyStopping stopping)
    {
        using var problem = new RegressionProblem(learningRate: 0);
        using var trainer = problem.Trainer(new LambdaCallback { EpochBegin = c => Shift(problem, c.Epoch) }, stopping);
        return (stopping, trainer.Fit(problem.Source(), s_offsets.Length));
    }

    private static void Shift(RegressionProblem problem, int epoch)
    {
        using var scope = NewDisposeScope();
        problem.Target.fill_(10 * s_offsets[epoch]);
    }
}
