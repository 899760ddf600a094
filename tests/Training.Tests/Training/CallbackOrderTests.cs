using Xunit;

namespace Gen.Training.Tests.Training;

public class CallbackOrderTests
{
    [Fact]
    public void Callbacks_AreInvokedInOrder()
    {
        using var problem = new RegressionProblem(rows: 4);
        var calls = new List<string>();
        using var trainer = problem.Trainer(Recording("a", calls), Recording("b", calls));
        trainer.Fit(problem.Source(batch: 2), 1, problem.Source(batch: 4));
        string[] stages =
        [
            "train",
            "epoch 0",
            "batch 0",
            "batch 0 end",
            "batch 1",
            "batch 1 end",
            "test",
            "test batch 0",
            "test batch 0 end",
            "test end",
            "epoch 0 end",
            "train end",
        ];
        Assert.Equal(stages.SelectMany(s => new[] { $"a {s}", $"b {s}" }), calls);
        calls.Clear();
        trainer.Predict(problem.Source(batch: 4)).Dispose();
        Assert.Equal(["a predict", "b predict", "a predict batch 0", "b predict batch 0", "a predict end", "b predict end"], calls);
    }

    [Fact]
    public void CallbackThrows_NamesCallbackAndMethod()
    {
        using var problem = new RegressionProblem();
        Exception? reported = null;
        using var trainer = problem.Trainer(
            new LambdaCallback { EpochEnd = _ => throw new InvalidOperationException("the disk is gone") },
            new LambdaCallback { Failed = (_, e) => reported = e });
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1));
        Assert.Equal("Callback LambdaCallback failed in OnEpochEnd: the disk is gone", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Same(failure, reported);
    }

    [Fact]
    public void BatchCallback_NoLossValue_DoesNotReadDevice()
    {
        using var problem = new RegressionProblem();
        var (without, with) = (0, 0);
        using var trainer = problem.Trainer(
            new LambdaCallback
            {
                BatchEnd = c =>
                    without +=
                        c.Batch.Loss is not null && c.Batch.Prediction is not null && c.Batch.Index >= 0 ? c.Batch.DeviceReads : 1000,
            },
            new LambdaCallback { BatchEnd = c => with = double.IsFinite(c.Batch.LossValue + c.Batch.LossValue) ? c.Batch.DeviceReads : -1 }
        );
        trainer.Fit(problem.Source(batch: 25), 1);
        Assert.Equal(1, without);
        Assert.Equal(2, with);
    }

    private static LambdaCallback Recording(string name, List<string> calls) => new()
    {
        TrainBegin = _ => calls.Add($"{name} train"),
        TrainEnd = _ => calls.Add($"{name} train end"),
        EpochBegin = c => calls.Add($"{name} epoch {c.Epoch}"),
        EpochEnd = c => calls.Add($"{name} epoch {c.Epoch} end"),
        BatchBegin = c => calls.Add($"{name} batch {c.Batch.Index}"),
        BatchEnd = c => calls.Add($"{name} batch {c.Batch.Index} end"),
        TestBegin = _ => calls.Add($"{name} test"),
        TestEnd = _ => calls.Add($"{name} test end"),
        TestBatchBegin = c => calls.Add($"{name} test batch {c.Batch.Index}"),
        TestBatchEnd = c => calls.Add($"{name} test batch {c.Batch.Index} end"),
        PredictBegin = _ => calls.Add($"{name} predict"),
        PredictEnd = _ => calls.Add($"{name} predict end"),
        PredictBatchBegin = c => calls.Add($"{name} predict batch {c.Batch.Index}"),
    };
}
