using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The third article: the learning rate, hierarchical names, hooks.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row2b_LearningRate_IsAScalarOfEachEpoch()
    {
        var history = new ImageRuns { Epochs = 3 }.Fit(
            null, new LearningRateScheduler((epoch, rate) => epoch == 0 ? 0.01 : rate / 2), new TensorBoard(_folder.Path));
        Assert.Equal([0.01, 0.005, 0.0025], history["lr"]);
        Assert.Equal([(1, 0.01f), (2, 0.005f), (3, 0.0025f)], Events.Scalar(_folder["train"], "lr"));
    }

    [Fact]
    public void Row2c_Tags_AreGroupedByTrainAndVal()
    {
        new ImageRuns { Epochs = 1 }.Fit(null, new TensorBoard(_folder.Path) { OneFolder = true, Graph = false, Hyperparameters = false });
        Assert.Equal(["lr", "train/acc", "train/loss", "val/acc", "val/loss"], Events.Tags(_folder.Path));
    }

    [Fact]
    public void Row2d_LambdaCallback_HasAllHooks()
    {
        var calls = new List<string>();
        new ImageRuns { Epochs = 2, BatchSize = 200 }.Fit(null, new LambdaCallback
        {
            TrainBegin = _ => calls.Add("train begin"),
            EpochBegin = c => calls.Add($"epoch {c.Epoch} begin"),
            BatchBegin = c => calls.Add($"batch {c.Batch.Index} begin"),
            BatchEnd = c => calls.Add($"batch {c.Batch.Index} end"),
            EpochEnd = c => calls.Add($"epoch {c.Epoch} end, {c.Logs.Scalars.Count} logs"),
            TrainEnd = _ => calls.Add("train end"),
        });
        Assert.Equal(
            ["train begin", "epoch 0 begin", "batch 0 begin", "batch 0 end", "epoch 0 end, 5 logs",
                "epoch 1 begin", "batch 0 begin", "batch 0 end", "epoch 1 end, 5 logs", "train end"],
            calls);
    }

    [Fact]
    public void Row2e_Epoch_IsWrittenWhenItEnds()
    {
        var written = new List<int>();
        new ImageRuns { Epochs = 3 }.Fit(
            null,
            new TensorBoard(_folder.Path),
            new LambdaCallback { EpochEnd = _ => written.Add(Events.Scalar(_folder["validation"], "acc").Length) });
        Assert.Equal([1, 2, 3], written);
    }

    [Fact]
    public void Row2f_Logs_HaveTheKeysOfKeras()
    {
        IReadOnlyList<string> keys = [];
        new ImageRuns { Epochs = 1 }.Fit(null, new LambdaCallback { EpochEnd = c => keys = [.. c.Logs.Scalars.Select(s => s.Key)] });
        Assert.Equal(["loss", "acc", "val_loss", "val_acc", "lr"], keys);
    }
}
