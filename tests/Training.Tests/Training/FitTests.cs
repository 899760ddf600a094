using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

public class FitTests
{
    [Fact]
    public void Fit_ReducesLoss()
    {
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer();
        var history = trainer.Fit(problem.Source(), 30, problem.Source());
        Assert.True(history.Last("loss") < history["loss"][0] / 2, $"{history["loss"][0]} to {history.Last("loss")}");
        Assert.Equal(30, history["val_loss"].Count);
        Assert.Equal(trainer.Evaluate(problem.Source())["loss"], history.Last("val_loss"), 12);
    }

    [Fact]
    public void EpochLoss_PartialLastBatch_IsMeanOfAllRows()
    {
        using var problem = new RegressionProblem(learningRate: 0);
        using var trainer = problem.Trainer();
        using var scope = NewDisposeScope();
        var expected = (problem.Model.call(problem.Input) - problem.Target).square().to_type(ScalarType.Float64).mean().ToDouble();
        var history = trainer.Fit(problem.Source(batch: 16), 1, problem.Source(batch: 7));
        Assert.Equal(expected, history.Last("loss"), 6);
        Assert.Equal(expected, history.Last("val_loss"), 6);
    }

    [Fact]
    public void EpochLoss_SampleWeights_IsWeightedMean()
    {
        using var problem = new RegressionProblem(learningRate: 0);
        using var loss = nn.MSELoss(nn.Reduction.None);
        using var trainer = new Trainer(problem.Model, problem.Optimizer, loss);
        using var scope = NewDisposeScope();
        var weight = arange(50).to_type(ScalarType.Float32);
        var perRow = (problem.Model.call(problem.Input) - problem.Target).square().flatten().to_type(ScalarType.Float64);
        var expected = ((perRow * weight).sum() / weight.sum()).ToDouble();
        var source = new MemorySource(problem.Input, problem.Target, 16, weight: weight);
        var history = trainer.Fit(source, 1, source);
        Assert.Equal(expected, history.Last("loss"), 6);
        Assert.Equal(expected, history.Last("val_loss"), 6);
        Assert.Equal(expected, trainer.Evaluate(source)["loss"], 6);
    }

    [Fact]
    public void Batch_AllWeightsZero_KeepsModelFinite()
    {
        using var problem = new RegressionProblem();
        using var loss = nn.MSELoss(nn.Reduction.None);
        using var trainer = new Trainer(problem.Model, problem.Optimizer, loss);
        using var weight = cat([zeros(16), ones(34)]);
        var history = trainer.Fit(new MemorySource(problem.Input, problem.Target, 16, weight: weight), 1);
        Assert.True(double.IsFinite(history.Last("loss")));
        Assert.All(problem.Weights(), w => Assert.True(double.IsFinite(w)));
    }

    [Fact]
    public void InitialEpoch_IsFirstEpoch()
    {
        using var problem = new RegressionProblem();
        var begun = new List<int>();
        using var trainer = problem.Trainer(new LambdaCallback { EpochBegin = c => begun.Add(c.Epoch) });
        var history = trainer.Fit(problem.Source(), 5, initialEpoch: 3);
        Assert.Equal([3, 4], begun);
        Assert.Equal([3, 4], history.Epochs);
    }

    [Fact]
    public void AccumulateSteps_EqualsLargerBatch()
    {
        Assert.Equal(Trained(batch: 32, accumulate: 1), Trained(batch: 8, accumulate: 4), (a, b) => Math.Abs(a - b) < 1e-6);

        static double[] Trained(int batch, int accumulate)
        {
            using var problem = new RegressionProblem(rows: 48);
            using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss)
            {
                Options = new() { AccumulateSteps = accumulate },
            };
            trainer.Fit(problem.Source(batch), 3);
            return problem.Weights();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AccumulateSteps_RowsCountByTheirWeights(bool isWeighted)
    {
        // The batches of a step have different numbers of rows, and rows with different weights.
        Assert.Equal(Trained(batch: 48, accumulate: 1), Trained(batch: 20, accumulate: 3), (a, b) => Math.Abs(a - b) < 1e-6);

        double[] Trained(int batch, int accumulate)
        {
            using var problem = new RegressionProblem(rows: 48);
            using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss)
            {
                Options = new() { AccumulateSteps = accumulate },
            };
            using var weight = arange(48).to_type(ScalarType.Float32) / 10;
            trainer.Fit(new MemorySource(problem.Input, problem.Target, batch, weight: isWeighted ? weight : null), 3);
            return problem.Weights();
        }
    }

    [Theory]
    [InlineData(1.0, null)]
    [InlineData(null, 0.01)]
    public void ClipGradient_LimitsNormOrValue(double? norm, double? value)
    {
        using var problem = new RegressionProblem(learningRate: 1);
        using (NewDisposeScope())
            problem.Target.mul_(1000);
        var before = problem.Weights();
        using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss)
        {
            Options = new() { ClipGradientNorm = norm, ClipGradientValue = value },
        };
        trainer.Fit(problem.Source(batch: 50), 1);
        var steps = problem.Weights().Zip(before, (a, b) => a - b).ToArray();
        if (norm is { } longest)
            Assert.Equal(longest, Math.Sqrt(steps.Sum(s => s * s)), 4);
        if (value is { } largest)
            Assert.Equal(largest, steps.Max(Math.Abs), 5);
    }

    [Fact]
    public void Stop_InBatch_EndsEpochAndTraining()
    {
        using var problem = new RegressionProblem();
        var batches = 0;
        using var trainer = problem.Trainer(new LambdaCallback
        {
            BatchEnd = c =>
            {
                if (++batches == 6)
                    c.Stop("enough");
            },
        });
        var history = trainer.Fit(problem.Source(), 10);
        Assert.Equal(6, batches);
        Assert.Equal([0, 1], history.Epochs);
        Assert.Equal("enough", history.StopReason);
    }

    [Fact]
    public void SameSeed_DropoutAndShuffling_GivesSameLosses()
    {
        var first = Trained();
        Assert.Equal(first, Trained());
        Assert.True(first.Distinct().Count() > 4);

        static double[] Trained()
        {
            using var problem = new RegressionProblem(dropout: 0.5);
            using var trainer = problem.Trainer();
            return [.. trainer.Fit(problem.Source(shuffle: true), 5, problem.Source())["loss"]];
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ThousandSteps_LeakNoTensor(int accumulate)
    {
        using var problem = new RegressionProblem();
        using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss)
        {
            Options = new() { AccumulateSteps = accumulate, ClipGradientNorm = 1 },
        };
        trainer.Fit(problem.Source(batch: 5), 2, problem.Source());
        var before = LiveTensors.Count();
        trainer.Fit(problem.Source(batch: 5), 100, problem.Source());
        // Without a garbage collection, because tensors that only a finalizer frees are leaks.
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cancellation_InvokesOnTrainEnd(bool whileValidating)
    {
        using var problem = new RegressionProblem();
        using var canceling = new CancellationTokenSource();
        var ended = 0;
        using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss, new LambdaCallback
        {
            TestBatchEnd = c => CancelIf(whileValidating && c.Epoch == 1),
            BatchEnd = c => CancelIf(!whileValidating && c.Epoch == 1),
            TrainEnd = _ => ended++,
        }) { CancellationToken = canceling.Token };
        Assert.ThrowsAny<OperationCanceledException>(() => trainer.Fit(problem.Source(), 9, problem.Source()));
        Assert.Equal(1, ended);
        Assert.Equal([0], trainer.History.Epochs);
        Assert.Equal("cancellation was requested", trainer.History.StopReason);
        Assert.Single(trainer.History["val_loss"], double.IsFinite);

        void CancelIf(bool condition)
        {
            if (condition)
                canceling.Cancel();
        }
    }
}
