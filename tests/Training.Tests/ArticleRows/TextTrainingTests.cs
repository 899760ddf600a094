using Gen.Training.Tests.Charts.Support;
using Spectre.Console;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The first article: logging, charts, comparison of models.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row0n_TensorBoard_HasEachLogScalarAtTheEndOfEachEpoch()
    {
        var history = TextRuns.Small.Fit(new TensorBoard(_folder.Path));
        foreach (var key in new[] { "loss", "categorical_accuracy", "brier_pred" })
        {
            Assert.Equal(history[key].Select(v => (float)v), Events.Scalar(_folder["train"], key).Select(p => p.Value));
            Assert.Equal(history[$"val_{key}"].Select(v => (float)v), Events.Scalar(_folder["validation"], key).Select(p => p.Value));
        }

        Assert.DoesNotContain(Events.Tags(_folder["validation"]), t => t is "batch" or "size");
    }

    [Fact]
    public async Task Row0o_ValidationSet_IsEvaluatedAsAWholeAndTestAtTheEnd()
    {
        var order = new List<string>();
        var history = TextRuns.Small.Fit(new LambdaCallback
        {
            TestEnd = c => order.Add($"validation of {c.Logs["loss"]:F6}"),
            EpochEnd = c => order.Add($"logged {c.Logs["val_loss"]:F6}"),
        });
        Assert.Equal(4, order.Count);
        for (var i = 0; i < order.Count; i += 2)
            Assert.Equal(order[i].Replace("validation of", "logged"), order[i + 1]);
        Assert.Equal(2, history["val_loss"].Count);
        Assert.InRange((await TextRuns.RunAsync(TextRuns.Small, Options())).Result, 0, 1);   // do_final_eval
    }

    [Fact]
    public void Row0q_Charts_ShowTrainingOnValidationAndSingleClasses()
    {
        var history = TextRuns.Small.Fit();
        foreach (var key in new[] { "loss", "brier_pred", "fmeasure/1" })
        {
            var picture = new SvgDocument(history.Plot(key).ToSvg());
            Assert.Contains(key, picture.Texts);
            Assert.Contains($"val_{key}", picture.Texts);

            // Values on mouse-over.
            var tips = picture.All("circle").Select(SvgDocument.Tooltip).ToList();
            Assert.Contains(tips, t => t!.StartsWith($"{key}, epoch 2: ", StringComparison.Ordinal));
        }

        var classes = new SvgDocument(history.Plot("fmeasure/1", "fmeasure/4", "fmeasure/9").ToSvg());
        Assert.Contains("val_fmeasure/9", classes.Texts);
    }

    [Fact]
    public async Task Row0r_ThreeModels_AreComparedInATable()
    {
        var table = new Table().AddColumns("model", "training time", "validation loss", "validation accuracy", "chance");
        var rows = new List<(double Loss, double Accuracy)>();
        foreach (var (name, config) in new[]
        {
            ("frozen", TextRuns.Small), ("trainable", TextRuns.Small with { EmbeddingTrainable = true }),
            ("larger", TextRuns.Small with { EmbeddingSize = 16 }),
        })
        {
            var run = await TextRuns.RunAsync(config, Options());
            var (loss, accuracy) = (run.GetScalars("val_loss")[^1].Value, run.GetScalars("val_categorical_accuracy")[^1].Value);
            rows.Add((loss, accuracy));
            var time = run.StopTime - run.StartTime;
            table.AddRow(name, $"{time:h\\:mm\\:ss}", $"{loss:F4}", $"{accuracy:P2}", $"{1.0 / TextData.Classes:P2}");
            Assert.True(time > TimeSpan.Zero);
        }

        Assert.Equal(3, rows.Distinct().Count());
        var output = new StringWriter();
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);
        Assert.Contains("7.14", output.ToString());
        Assert.All(rows, r => Assert.Contains($"{r.Loss:F4}", output.ToString()));
    }

    [Fact]
    public void Row0s_FitGenerator_HasStepsPerEpochAndAFirstEpoch()
    {
        var steps = new List<(int Epoch, int Batch)>();
        using var model = TextRuns.Small.BuildLstmModel(vocabSize: TextData.Words, internalLstmSize: 8);
        using var optimizer = optim.Adam(model.parameters());
        using var loss = nn.CrossEntropyLoss();
        using var data = TextData.Draw(300, 6, seed: 1);
        using var trainer = new Trainer(
            model, optimizer, loss, new LambdaCallback { BatchEnd = c => steps.Add((c.Epoch, c.Batch.Index)) });
        var history = trainer.Fit(data.Batches(50, shuffle: true, batchesPerEpoch: 2), epochs: 5, data.Batches(300), initialEpoch: 3);
        Assert.Equal([(3, 0), (3, 1), (4, 0), (4, 1)], steps);
        Assert.Equal([3, 4], history.Epochs);
        Assert.Equal(2, history["val_loss"].Count);
    }

    [Fact]
    public async Task Row0t_FilterThatMatchesNothing_IsReported()
    {
        var log = new TestRun(_folder.Path);
        await log.ExecuteAsync(r =>
        {
            using var problem = new ClassificationProblem();
            using var trainer = problem.TrainerWithMetrics(r, new TensorBoard { Filters = [new("custom", "^f1_score")] });
            trainer.Fit(problem.Source(), 1, problem.Source());
        });
        var warning = Assert.Single(log.Warnings);
        Assert.StartsWith("TensorBoard's filter '^f1_score' for folder 'custom' matched none of accuracy, loss, lr, recall/0", warning);
    }
}
