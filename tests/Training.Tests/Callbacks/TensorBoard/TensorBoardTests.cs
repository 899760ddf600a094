using Xunit;

namespace Gen.Training.Tests.Callbacks;

public sealed class TensorBoardTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void TrainingAndValidation_AreInTwoFoldersWithSameTag()
    {
        var history = Fit(new TensorBoard(_folder.Path) { Graph = false }, epochs: 3);
        Assert.Equal(["train", "validation"], Events.Folders(_folder.Path));
        Assert.Equal(["accuracy", "loss", "lr", "recall/0", "recall/1", "recall/2", "recall/overall"], Events.Tags(_folder["train"]));
        Assert.Equal(["accuracy", "loss", "recall/0", "recall/1", "recall/2", "recall/overall"], Events.Tags(_folder["validation"]));
        Assert.Equal(Points(history["loss"]), Events.Scalar(_folder["train"], "loss"));
        Assert.Equal(Points(history["val_loss"]), Events.Scalar(_folder["validation"], "loss"));
        Assert.Equal(Points(history["val_accuracy"]), Events.Scalar(_folder["validation"], "accuracy"));
        Assert.Equal([(1, 0.1f), (2, 0.1f), (3, 0.1f)], Events.Scalar(_folder["train"], "lr"));
        Assert.Equal([1], Events.StartSteps(_folder["train"]));
    }

    [Fact]
    public void Vector_IsAScalarForEachClassAndAHistogram()
    {
        LogValues? logs = null;
        Fit(new TensorBoard(_folder.Path) { ClassNames = ["ape", "bee", "cat"] }, 1, new LambdaCallback { EpochEnd = c => logs = c.Logs });
        var recall = logs!.Metric("val_recall").Vector;
        Assert.Equal((float)recall[1], Assert.Single(Events.Scalar(_folder["validation"], "recall/bee")).Value);
        var overall = Assert.Single(Events.Histograms(_folder["validation"], "recall/overall"));
        Assert.Equal(3, overall.Num);
        Assert.Equal(recall.Sum(), overall.Sum, 12);
        Assert.Equal(recall.Max(), overall.Max, 12);
    }

    [Fact]
    public void OneFolder_PrefixesTags()
    {
        Fit(new TensorBoard(_folder.Path) { OneFolder = true }, 2);
        Assert.Empty(Events.Folders(_folder.Path));
        Assert.Equal(
            ["lr", "train/accuracy", "train/loss", "train/recall/0", "train/recall/1", "train/recall/2", "train/recall/overall",
                "val/accuracy", "val/loss", "val/recall/0", "val/recall/1", "val/recall/2", "val/recall/overall"],
            Events.Tags(_folder.Path));
    }

    [Fact]
    public void NoValidation_HasNoValidationFolder()
    {
        using var trainer = _problem.Trainer(null, new TensorBoard(_folder.Path));
        trainer.Fit(_problem.Source(), 1);
        Assert.Equal(["train"], Events.Folders(_folder.Path));
    }

    [Fact]
    public void Epoch_IsOnDiskWhenItEnds()
    {
        var points = new List<int>();
        Fit(
            new TensorBoard(_folder.Path),
            2,
            new LambdaCallback { EpochEnd = _ => points.Add(Events.Scalar(_folder["validation"], "loss").Length) }
        );
        Assert.Equal([1, 2], points);
    }

    [Fact]
    public void ContinuedTraining_AddsFileWithFirstStep()
    {
        var board = new TensorBoard(_folder.Path) { BatchEveryNSteps = 2 };
        using var trainer = _problem.Trainer(null, board);
        trainer.Fit(_problem.Source(), 2);
        trainer.Fit(_problem.Source(), 3, initialEpoch: 2);
        Assert.Equal([1, 3], Events.StartSteps(_folder["train"]));
        Assert.Equal([1, 2, 3], Events.Scalar(_folder["train"], "loss").Select(p => p.Step));
        Assert.Equal([1, 9], Events.StartSteps(_folder["train_batches"]));
        Assert.Equal(
            Enumerable.Range(1, 12).Select(i => (long)i),
            Events.Scalar(_folder["train_batches"], "batch/loss").Select(p => p.Step)
        );
    }

    [Fact]
    public void Evaluation_HasItsOwnSteps()
    {
        using var trainer = _problem.TrainerWithMetrics(null, new TensorBoard(_folder.Path));
        trainer.Fit(_problem.Source(), 1, _problem.Source());
        var first = trainer.Evaluate(_problem.Source());
        trainer.Evaluate(_problem.Source());
        Assert.Equal(["accuracy", "loss", "recall/0", "recall/1", "recall/2", "recall/overall"], Events.Tags(_folder["evaluation"]));
        Assert.Equal([(1, (float)first["loss"]), (2, (float)first["loss"])], Events.Scalar(_folder["evaluation"], "loss"));
        Assert.Single(Events.Scalar(_folder["validation"], "loss"));
    }

    [Fact]
    public void Failure_ClosesFilesAndKeepsEarlierValues()
    {
        var board = new TensorBoard(_folder.Path) { BatchEveryNSteps = 100 };
        var failing = new LambdaCallback
        {
            BatchEnd = c => _ = c is { Epoch: 1, Batch.Index: 2 } ? throw new InvalidOperationException("enough") : 0,
        };
        Assert.Throws<TrainingException>(() => Fit(board, 3, failing));
        Assert.Single(Events.Scalar(_folder["train"], "loss"));
        Assert.Equal(7, Events.Scalar(_folder["train_batches"], "batch/loss").Length);
        Fit(board, 1);
        Assert.Equal(2, Events.Scalar(_folder["train"], "loss").Length);
    }

    [Fact]
    public void FolderThatCannotBeCreated_ThrowsBeforeFirstBatch()
    {
        File.WriteAllText(_folder["taken"], "");
        var batches = 0;
        var failure = Assert.Throws<TrainingException>(() =>
            Fit(new TensorBoard(_folder["taken"]), 1, new LambdaCallback { BatchBegin = _ => batches++ })
        );
        Assert.Equal($"TensorBoard cannot write to '{_folder["taken"]}', because '{_folder["taken"]}' is a file.", failure.Message);
        Assert.Equal(0, batches);
    }

    [Fact]
    public async Task NoEpoch_Warns()
    {
        var log = new TestRun(_folder.Path);
        await log.ExecuteAsync(r =>
        {
            using var trainer = _problem.Trainer(r, new TensorBoard());
            trainer.Fit(_problem.Source(), 0);
        });
        Assert.Contains($"TensorBoard wrote no scalars to '{_folder["1"]}', because no epoch was completed.", log.Warnings);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void InterruptedTrainingResumed_HasOneGraph(int steps)
    {
        using var problem = new RegressionProblem();
        using var cancellation = new CancellationTokenSource();
        var interrupting = new LambdaCallback { BatchEnd = c => { if (c.Step + 1 == steps) cancellation.Cancel(); } };
        using (var first = Trainer(cancellation.Token, interrupting))
            Assert.ThrowsAny<OperationCanceledException>(() => first.Fit(problem.Source(), 3));
        using (var second = Trainer(default))
            Assert.Equal([0, 1, 2], second.Fit(problem.Source(), 3).Epochs);
        Assert.Single(Events.Read(_folder["tb"]), e => e.WhatCase == EventFiles.Protos.Event.WhatOneofCase.GraphDef);

        Trainer Trainer(CancellationToken token, params Callback[] others) => new(
            problem.Model,
            problem.Optimizer,
            problem.Loss,
            [new TensorBoard(_folder["tb"]), new BackupAndRestore { Folder = _folder["checkpoints"], Restore = true }, .. others])
        {
            CancellationToken = token,
        };
    }

    [Fact]
    public async Task CompletedTrainingResumed_DoesNotWarn()
    {
        for (var i = 0; i < 2; i++)
        {
            var log = new TestRun(_folder["runs"]);
            await log.ExecuteAsync(r =>
            {
                using var trainer = _problem.Trainer(
                    r,
                    new TensorBoard(_folder["logs"]),
                    new BackupAndRestore { Folder = _folder["backup"], Restore = true }
                );
                trainer.Fit(_problem.Source(), 1);
            });
            Assert.DoesNotContain(log.Warnings, w => w.StartsWith("TensorBoard", StringComparison.Ordinal));
        }

        Assert.Single(Events.Scalar(_folder["logs/train"], "loss"));
    }

    [Fact]
    public async Task FilesOfEarlierTraining_Warn()
    {
        Fit(new TensorBoard(_folder["logs"]), 1);
        var log = new TestRun(_folder.Path);
        await log.ExecuteAsync(r =>
        {
            using var trainer = _problem.Trainer(r, new TensorBoard(_folder["logs"]));
            trainer.Fit(_problem.Source(), 1);
            trainer.Fit(_problem.Source(), 1);
        });
        Assert.Equal(
            [
                $"TensorBoard will hide the values of earlier trainings in '{_folder["logs"]}'. Use {{date}} or {{id}} in the folder name "
                + $"to keep both.",
            ],
            log.Warnings
        );
    }

    [Fact]
    public void NoTensor_IsLeaked()
    {
        TensorBoard All() =>
            new(_folder.Path)
            {
                BatchEveryNSteps = 3,
                BatchMetrics = true,
                HistogramEveryNEpochs = 1,
                WeightImages = true,
            };
        Fit(All(), 1);
        var before = Support.LiveTensors.Count();
        Fit(All(), 2);
        Assert.Equal(before, Support.LiveTensors.Count());
    }

    private static IEnumerable<(long Step, float Value)> Points(IReadOnlyList<double> values) =>
        values.Select((v, i) => ((long)i + 1, (float)v));

    private History Fit(TensorBoard board, int epochs, params Callback[] others)
    {
        using var trainer = _problem.TrainerWithMetrics(null, [board, .. others]);
        return trainer.Fit(_problem.Source(), epochs, _problem.Source());
    }
}
