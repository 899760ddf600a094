using Xunit;

namespace Gen.Training.Tests.Training;

public class CallbackOrderTests
{
    [Fact]
    public void CallbacksAreToldOfEachStageInOrder()
    {
        using var problem = new SmallProblem(rows: 4);
        var told = new List<string>();
        using var trainer = problem.Trainer(Recording("a", told), Recording("b", told));
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
        Assert.Equal(stages.SelectMany(s => new[] { $"a {s}", $"b {s}" }), told);
        told.Clear();
        trainer.Predict(problem.Source(batch: 4)).Dispose();
        Assert.Equal(["a predict", "b predict", "a predict batch 0", "b predict batch 0", "a predict end", "b predict end"], told);
    }

    [Fact]
    public void AnExceptionInACallbackNamesItAndItsStage()
    {
        using var problem = new SmallProblem();
        Exception? told = null;
        using var trainer = problem.Trainer(
            new LambdaCallback { EpochEnd = _ => throw new InvalidOperationException("the disk is gone") },
            new LambdaCallback { Failed = (_, e) => told = e });
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1));
        Assert.Equal("callback LambdaCallback failed in OnEpochEnd: the disk is gone", failure.Message);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
        Assert.Same(failure, told);
    }

    [Fact]
    public void APerBatchCallbackThatTakesNoNumberReadsNothingFromTheDevice()
    {
        using var problem = new SmallProblem();
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

    private static LambdaCallback Recording(string name, List<string> told) => new()
    {
        TrainBegin = _ => told.Add($"{name} train"),
        TrainEnd = _ => told.Add($"{name} train end"),
        EpochBegin = c => told.Add($"{name} epoch {c.Epoch}"),
        EpochEnd = c => told.Add($"{name} epoch {c.Epoch} end"),
        BatchBegin = c => told.Add($"{name} batch {c.Batch.Index}"),
        BatchEnd = c => told.Add($"{name} batch {c.Batch.Index} end"),
        TestBegin = _ => told.Add($"{name} test"),
        TestEnd = _ => told.Add($"{name} test end"),
        TestBatchBegin = c => told.Add($"{name} test batch {c.Batch.Index}"),
        TestBatchEnd = c => told.Add($"{name} test batch {c.Batch.Index} end"),
        PredictBegin = _ => told.Add($"{name} predict"),
        PredictEnd = _ => told.Add($"{name} predict end"),
        PredictBatchBegin = c => told.Add($"{name} predict batch {c.Batch.Index}"),
    };
}
