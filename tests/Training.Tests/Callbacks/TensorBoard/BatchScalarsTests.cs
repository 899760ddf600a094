using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Callbacks;

public sealed class BatchScalarsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public void BatchEveryNSteps_WritesEveryStep(int every)
    {
        var losses = new List<(long, float)>();
        Fit(
            new TensorBoard(_folder.Path) { BatchEveryNSteps = every },
            new LambdaCallback { BatchEnd = c => losses.Add((c.Step + 1, (float)c.Batch.LossValue)) }
        );
        Assert.Equal(8, losses.Count);
        Assert.Equal(losses, Events.Scalar(_folder["train_batches"], "batch/loss"));
        Assert.Equal(["batch/loss", "batch/lr"], Events.Tags(_folder["train_batches"]));
        Assert.DoesNotContain(Events.Tags(_folder["train"]), t => t.StartsWith("batch", StringComparison.Ordinal));
    }

    [Fact]
    public void BatchEveryNSteps_ReadsLossesEveryNSteps()
    {
        var written = new List<int>();
        Fit(
            new TensorBoard(_folder.Path) { BatchEveryNSteps = 3 },
            new LambdaCallback { BatchEnd = _ => written.Add(Events.Scalar(_folder["train_batches"], "batch/loss").Length) }
        );
        Assert.Equal([0, 0, 3, 3, 4, 4, 7, 7], written);
    }

    [Fact]
    public void BatchLearningRate_IsThatOfTheStep()
    {
        var halving = new LambdaCallback { BatchEnd = c => c.Optimizer!.ParamGroups.First().LearningRate /= 2 };
        using var trainer = _problem.Trainer(null, halving, new TensorBoard(_folder.Path) { BatchEveryNSteps = 2 });
        trainer.Fit(_problem.Source(), 1);
        Assert.Equal([0.1f, 0.05f, 0.025f, 0.0125f], Events.Scalar(_folder["train_batches"], "batch/lr").Select(p => p.Value));
    }

    [Fact]
    public void BatchMetrics_AreOfSingleBatchEveryNSteps()
    {
        var expected = new List<(long, float)>();
        var own = new LambdaCallback
        {
            BatchEnd = c =>
            {
                using var scope = torch.NewDisposeScope();
                if (c.Step % 2 == 1)
                    expected.Add((c.Step + 1, (float)ClassificationMetrics.Accuracy(c.Batch.Target!, c.Batch.Prediction!).ToDouble()));
            },
        };
        Fit(new TensorBoard(_folder.Path) { BatchEveryNSteps = 2, BatchMetrics = true }, own);
        Assert.Equal(expected, Events.Scalar(_folder["train_batches"], "batch/accuracy"));
        Assert.Equal(4, expected.Count);
    }

    [Theory]
    [InlineData(-1, false, "TensorBoard.BatchEveryNSteps must be at least 0, but was -1.")]
    [InlineData(0, true, "TensorBoard.BatchMetrics requires BatchEveryNSteps to be greater than 0.")]
    public void InvalidBatchOptions_Throw(int every, bool metrics, string message) =>
        Assert.Equal(
            message,
            Assert
                .Throws<TrainingException>(() => Fit(new TensorBoard(_folder.Path) { BatchEveryNSteps = every, BatchMetrics = metrics }))
                .Message
        );

    private void Fit(params Callback[] callbacks)
    {
        using var trainer = _problem.TrainerWithMetrics(null, callbacks);
        trainer.Fit(_problem.Source(), 2);
    }
}
