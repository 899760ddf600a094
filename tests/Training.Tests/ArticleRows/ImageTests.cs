using Gen.Training.Data;
using Gen.Training.Tests.Charts.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The fourth article: a perceptron on MNIST, with curves of epochs and of batches.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row3a_Images_ComeFromMnistsFilesInBatches()
    {
        var random = new Random(1);
        var pixels = new byte[55 * 28 * 28];
        random.NextBytes(pixels);
        _folder.Write("images", [0, 0, 8, 3, 0, 0, 0, 55, 0, 0, 0, 28, 0, 0, 0, 28, .. pixels]);
        _folder.Write("labels", [0, 0, 8, 1, 0, 0, 0, 55, .. Enumerable.Range(0, 55).Select(i => (byte)(i % 10))]);
        using var scope = NewDisposeScope();
        using var data = IdxData.ReadLabeled(_folder["images"], _folder["labels"], divisor: 255);
        Assert.Equal([55, 28, 28], data.Features.shape);
        Assert.Equal(pixels[28] / 255f, data.Features[0, 1, 0].ToSingle());
        Assert.Equal(11, data.Batches(5).BatchCount);
        Assert.Equal(55, nn.functional.one_hot(data.Labels!, 10).sum().ToInt64());
    }

    [Fact]
    public void Row3b_Perceptron_HasLayersAndDropsATenth()
    {
        using var scope = NewDisposeScope();
        var model = new ImageRuns().Build();
        Assert.Equal(
            ["flatten", "hidden_1", "relu_1", "hidden_2", "relu_2", "dropout", "logits"], model.named_children().Select(c => c.name));
        Assert.Equal([32, 100], model.state_dict()["hidden_1.weight"].shape);
        var dropout = (TorchSharp.Modules.Dropout)model.named_children().Single(c => c.name == "dropout").module;
        Assert.InRange(dropout.call(ones(10_000)).eq(0).to_type(float64).mean().ToDouble(), 0.08, 0.12);
    }

    [Fact]
    public void Row3c_OptimizerLossAndMetrics_AreNamed()
    {
        var config = ImageRuns.Parse("optimizer=sgd", "optimizer.learning_rate=0.5");
        Assert.IsType<OptimizerConfig.Sgd>(config.Optimizer);
        Assert.Equal(0.5, (config with { Epochs = 1 }).Fit().Last("lr"));
        Assert.IsType<OptimizerConfig.Adam>(ImageRuns.Parse().Optimizer);
    }

    [Fact]
    public void Row3f_Logs_HaveLossAndAccuracyOfTheWholeEpoch()
    {
        using var scope = NewDisposeScope();
        using var problem = new ClassificationProblem(rows: 55);
        using var frozen = optim.SGD(problem.Model.parameters(), 0);
        using var trainer = new Trainer(problem.Model, frozen, problem.Loss) { Metrics = new ClassificationMetrics.ForTrainer() };
        var history = trainer.Fit(problem.Source(batch: 16), 1);
        var scores = problem.Model.call(problem.Input);
        Assert.Equal(nn.functional.cross_entropy(scores, problem.Target).ToDouble(), history.Last("loss"), 1e-6);
        Assert.Equal(scores.argmax(1).eq(problem.Target).to_type(float64).mean().ToDouble(), history.Last("accuracy"), 12);
    }

    [Fact]
    public void Row3g_SecondFit_GoesOnWhereTheFirstEnded()
    {
        using var problem = new ClassificationProblem();
        using var trainer = problem.TrainerWithMetrics(null);
        var first = trainer.Fit(problem.Source(), 2).Last("loss");
        var history = trainer.Fit(problem.Source(), 4, initialEpoch: 2);
        Assert.Equal(4, history["accuracy"].Count);
        Assert.Equal(first, history["loss"][1]);
        Assert.True(history["loss"][3] < first);
    }

    [Fact]
    public void Row3h_Evaluate_GivesLossAndAccuracyOfTheTest() => new ImageRuns { Epochs = 4 }.Fit((trainer, test) =>
    {
        using var scope = NewDisposeScope();
        var score = trainer.Evaluate(test.Batches(32));
        var predicted = trainer.Predict(test.Batches(32));
        Assert.Equal(predicted.argmax(1).eq(test.Labels!).to_type(float64).mean().ToDouble(), score.Acc, 12);
        Assert.Equal(nn.functional.cross_entropy(predicted, test.Labels!).ToDouble(), score.Loss, 1e-6);
        Assert.True(score.Acc > 0.5, $"{score.Acc}");
    });

    [Fact]
    public void Row3i_BatchCurves_HaveAFolderAndSteps()
    {
        var losses = new List<float>();
        new ImageRuns { Epochs = 2 }.Fit(
            null,
            new TensorBoard(_folder.Path) { BatchEveryNSteps = 1, BatchMetrics = true },
            new LambdaCallback { BatchEnd = c => losses.Add((float)c.Batch.LossValue) });
        Assert.Equal(["batch/acc", "batch/loss", "batch/lr"], Events.Tags(_folder["train_batches"]));
        Assert.Equal(losses.Select((l, i) => (i + 1L, l)), Events.Scalar(_folder["train_batches"], "batch/loss"));
        Assert.Equal(8, Events.Scalar(_folder["train_batches"], "batch/acc").Length);
        Assert.Equal([1, 2], Events.Scalar(_folder["train"], "acc").Select(p => p.Step));   // undisturbed
    }

    [Fact]
    public void Row3j_Plots_AreOfEpochsAndOfBatches()
    {
        var batches = new List<double>();
        var history = new ImageRuns { Epochs = 2 }.Fit(
            null, new LambdaCallback { BatchEnd = c => batches.Add(c.BatchMetrics["acc"].Scalar) });
        var chart = new Gen.Training.Charts.LineChart { Title = "accuracy", XLabel = "step" };
        chart.Add("acc", batches, first: 1);
        Assert.Equal(8, new SvgDocument(chart.ToSvg()).All("circle").Count());
        Assert.Equal(4, new SvgDocument(history.Plot("acc").ToSvg()).All("circle").Count());
    }
}
