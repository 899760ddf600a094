using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>Callbacks for any experiment: what they are told of batches and epochs.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row1l_LoggerCallback_LogsEachValueOfBatchesAndEpochs()
    {
        var run = Run.Detached();
        TextRuns.Small.Fit(new NamedLogger(run), new NamedLogger(run));
        var batches = run.GetScalars("batch_categorical_accuracy");
        Assert.Equal(2 * 2 * 3, batches.Count);
        Assert.All(batches, v => Assert.InRange(v.Value, 0, 1));
        Assert.Equal(2 * 2 * 3, run.GetScalars("batch_loss").Count);
        Assert.Equal(2 * 2, run.GetScalars("epoch_val_loss").Count);
    }

    [Fact]
    public void Row3d_Logs_AreThoseOfTheHook()
    {
        var (batches, epochs) = (new List<double>(), new List<double>());
        var counts = new List<int>();
        FitInfo? fit = null;
        TextRuns.Small.Fit(new LambdaCallback
        {
            TrainBegin = c => fit = c.Fit,
            BatchEnd = c => batches.Add(c.BatchMetrics["categorical_accuracy"].Scalar),
            EpochBegin = c => counts.Add(c.Logs.Scalars.Count),
            EpochEnd = c => epochs.Add(c.Logs["categorical_accuracy"]),
        });

        // All batches have 100 rows, so that the epoch's accuracy is the mean of theirs.
        Assert.Equal([batches[..3].Average(), batches[3..].Average()], epochs, Within(1e-12));
        Assert.Equal(0, counts[0]);
        Assert.Equal((2, 3, 100, 300L, true), (fit!.Epochs, fit.BatchesPerEpoch, fit.BatchSize, fit.Rows, fit.HasValidation));
        Assert.Contains("val_categorical_accuracy", fit.LoggedKeys);
    }

    [Fact]
    public async Task Row1k_Visualization_DrawsTwoImagesPerEpoch()
    {
        var log = new TestRun(_folder["runs"]);
        await log.ExecuteAsync(r =>
        {
            using var problem = new ClassificationProblem();
            var charts = new EvaluationCharts(["ape", "bee", "cat"]) { Folder = _folder["new/images"], Formats = ChartFormats.Png };
            using var trainer = problem.Trainer(r, charts);
            trainer.Fit(problem.Source(), 2, problem.Source());
        });
        foreach (var name in new[] { "confusion_matrix", "roc_curve" })
        {
            foreach (var epoch in new[] { 1, 2 })
            {
                var picture = new PngImage(File.ReadAllBytes(_folder[$"new/images/{name}_epoch_{epoch}.png"]));
                Assert.True(picture.Width > 400 && picture.Height > 300);
                Assert.Contains(Enumerable.Range(0, picture.Width), x => picture.Ink(x, picture.Height / 2) > 60);
            }
        }
    }

    [Fact]
    public void Row1m_History_PlotsTrainingAndTest()
    {
        var history = new ImageRuns().Fit();
        Assert.Equal(2, history["acc"].Count);
        Assert.Equal(2, history["val_acc"].Count);
        var picture = new SvgDocument(history.Plot("acc").ToSvg());
        Assert.Contains("acc", picture.Texts);
        Assert.Contains("val_acc", picture.Texts);
        Assert.Contains("epoch", picture.Texts);
    }

    [Fact]
    public void Row1n_Fit_SplitsAndTrainsInBatches()
    {
        var batches = 0;
        using var scope = NewDisposeScope();
        using var data = ImageData.Draw(200, seed: 1);
        var (train, validation) = data.Split(0.25, seed: 1);
        using var first = train;
        using var second = validation;
        Assert.Equal((150, 50), (train.Rows, validation.Rows));
        using var model = nn.Sequential(
            ("flatten", nn.Flatten()), ("hidden", nn.Linear(100, 64)), ("relu", nn.ReLU()), ("dropout", nn.Dropout(0.2)),
            ("output", nn.Linear(64, 10)));
        using var optimizer = optim.SGD(model.parameters(), 0.1);
        using var loss = nn.CrossEntropyLoss();
        using var trainer = new Trainer(model, optimizer, loss, new LambdaCallback { BatchEnd = _ => batches++ });
        var history = trainer.Fit(train.Batches(16, shuffle: true), 5, validation.Batches(16));
        Assert.Equal(5 * 10, batches);
        Assert.True(history["val_loss"][4] < history["val_loss"][0]);
    }

    [Fact]
    public async Task Row1o_TensorBoard_IsACallbackWithAFolder()
    {
        await TextRuns.RunAsync(TextRuns.Small, Options());   // a recorded run has the callback without being told
        Assert.NotEmpty(Events.Scalar(Path.Combine(_folder.Path, "1", "train"), "loss"));
        TextRuns.Small.Fit(new TensorBoard(_folder["logs/{date:yyyy}"]));
        Assert.NotEmpty(Events.Scalar(Path.Combine(Assert.Single(Directory.GetDirectories(_folder["logs"])), "train"), "loss"));
    }

    private static Func<double, double, bool> Within(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;

    /// <summary>The article's callback, which logs to a service: here, to a run.</summary>
    private sealed class NamedLogger(Run run) : Callback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            run.LogScalar("batch_loss", context.Batch.LossValue);
            foreach (var metric in context.BatchMetrics.Where(m => m.Shape == MetricShape.Scalar))
                run.LogScalar($"batch_{metric.Name}", metric.Scalar);
        }

        public override void OnEpochEnd(TrainingContext context)
        {
            foreach (var (name, value) in context.Logs.Scalars)
                run.LogScalar($"epoch_{name}", value);
        }
    }
}
