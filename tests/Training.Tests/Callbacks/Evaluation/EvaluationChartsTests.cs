using Gen.Training.Charts;
using Gen.Training.Tests.Charts.Support;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Callbacks.Evaluation;

public sealed class EvaluationChartsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public async Task Epoch_WritesChartsToRunFolder()
    {
        var run = await new TestRun(_folder.Path).ExecuteAsync(r => Fit(r, 2, new EvaluationCharts(["ape", "bee", "cat"])));
        Assert.Equal(
            ["confusion_matrix_epoch_1.svg", "confusion_matrix_epoch_2.svg", "roc_curve_epoch_1.svg", "roc_curve_epoch_2.svg"],
            Names(Path.Combine(run.Directory!, "charts"))
        );
        var texts = new SvgDocument(File.ReadAllText(Path.Combine(run.Directory!, "charts", "confusion_matrix_epoch_2.svg"))).Texts;
        Assert.Contains("Confusion matrix, epoch 2", texts);
        Assert.Contains("bee", texts);
    }

    [Fact]
    public void ConfusionMatrix_EqualsPredictionsAtEndOfEpoch()
    {
        var charts = new EvaluationCharts { Folder = _folder["new/deep"], Charts = EvaluationChartKinds.ConfusionMatrix };
        Fit(null, 3, charts);
        var expected = new int[3, 3];
        using var scope = NewDisposeScope();
        var predicted = _problem.Model.call(_problem.Input).argmax(1).data<long>().ToArray();
        foreach (var (actual, guess) in _problem.Target.data<long>().ToArray().Zip(predicted))
            expected[actual, guess]++;
        var picture = new SvgDocument(File.ReadAllText(Path.Combine(_folder["new/deep"], "confusion_matrix_epoch_3.svg")));
        for (var i = 0; i < 3; i++)
        for (var j = 0; j < 3; j++)
            Assert.Equal(
                expected[i, j].ToString(),
                SvgDocument.Text(picture.All("text").Single(t => SvgDocument.Tooltip(t)?.StartsWith($"actual {i}, predicted {j}:") == true))
            );
    }

    [Fact]
    public void EveryNEpochs_WritesRequestedChartsAndFormats()
    {
        Fit(
            null,
            5,
            new EvaluationCharts
            {
                Folder = _folder.Path,
                EveryNEpochs = 2,
                Charts = EvaluationChartKinds.PrecisionRecallCurve,
                Formats = ChartFormats.Png | ChartFormats.Svg,
            }
        );
        Assert.Equal(
            [
                "precision_recall_curve_epoch_2.png",
                "precision_recall_curve_epoch_2.svg",
                "precision_recall_curve_epoch_4.png",
                "precision_recall_curve_epoch_4.svg",
            ],
            _folder.FileNames()
        );
        Assert.Equal(1600, new PngImage(File.ReadAllBytes(_folder["precision_recall_curve_epoch_2.png"])).Width);
    }

    [Fact]
    public void Evaluate_WritesChartsWithoutEpoch()
    {
        var charts = new EvaluationCharts { Folder = _folder.Path };
        using var trainer = _problem.Trainer(null, charts);
        trainer.Evaluate(_problem.Source());
        trainer.Evaluate(_problem.Source());
        Assert.Equal(
            [
                "confusion_matrix_evaluation.svg",
                "confusion_matrix_evaluation_2.svg",
                "roc_curve_evaluation.svg",
                "roc_curve_evaluation_2.svg",
            ],
            _folder.FileNames()
        );
        Assert.Equal("Confusion matrix", charts.LatestCharts["confusion_matrix"].Title);
    }

    [Fact]
    public void InvalidOptions_ThrowBeforeFirstBatch()
    {
        File.WriteAllText(_folder["taken"], "");
        Assert.Equal(
            $"EvaluationCharts cannot write to '{_folder["taken"]}', because '{_folder["taken"]}' is a file.",
            Failure(new EvaluationCharts { Folder = _folder["taken"] })
        );
        Assert.Equal("EvaluationCharts.Folder must be set outside of a run.", Failure(new EvaluationCharts()));
        Assert.Equal(
            "EvaluationCharts.EveryNEpochs must be at least 1, but was 0.",
            Failure(new EvaluationCharts { Folder = _folder.Path, EveryNEpochs = 0 })
        );
        Assert.Equal(
            "EvaluationCharts requires validation data: pass some to Fit.",
            Failure(new EvaluationCharts { Folder = _folder.Path }, validation: false)
        );

        string Failure(EvaluationCharts charts, bool validation = true)
        {
            var batches = 0;
            using var trainer = _problem.Trainer(null, charts, new LambdaCallback { BatchBegin = _ => batches++ });
            var failure = Assert.Throws<TrainingException>(() => trainer.Fit(_problem.Source(), 1, validation ? _problem.Source() : null));
            Assert.Equal(0, batches);
            return failure.Message;
        }
    }

    [Fact]
    public void ClassNames_WrongNumber_ThrowsAfterFirstStep()
    {
        var steps = 0;
        using var trainer = _problem.Trainer(
            null,
            new LambdaCallback { BatchEnd = _ => steps++ },
            new EvaluationCharts(["a", "b"]) { Folder = _folder.Path }
        );
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(_problem.Source(), 1, _problem.Source()));
        Assert.Equal("EvaluationCharts has 2 class names, but the predictions [16, 3] have 3 classes.", failure.Message);
        Assert.Equal(1, steps);
    }

    [Fact]
    public async Task UnrecordedRun_PassesChartsToSinks()
    {
        var sink = new Sink();
        await new TestRun(_folder.Path).ExecuteAsync(r => Fit(r, 1, new EvaluationCharts(), sink), unobserved: true);
        Assert.Equal(["0 confusion_matrix", "0 roc_curve"], sink.Seen);
    }

    [Fact]
    public async Task IgnoredRows_WarnOnce()
    {
        using var target = _problem.Target.masked_fill(_problem.Target.eq(2), -100);
        var runs = new TestRun(_folder.Path);
        var left = _problem.Target.data<long>().ToArray().Count(c => c == 2);

        // The loss does not say that it ignores them.
        var loss = LossChoice.From((x, y) => nn.functional.cross_entropy(x, y));
        await runs.ExecuteAsync(run =>
        {
            using var trainer = new Trainer(_problem.Model, _problem.Optimizer, loss, new EvaluationCharts()) { Run = run };
            trainer.Fit(_problem.Source(), 2, new MemorySource(_problem.Input, target, 16));
        });
        Assert.Equal(
            [$"EvaluationCharts ignores {left} rows of epoch 1, because their targets are not classes from 0 to 2."],
            runs.Warnings);
    }

    [Fact]
    public void ManyClasses_DrawTheWeakestAndLinkTheRest()
    {
        using var problem = new ClassificationProblem(classes: 14, rows: 400);
        using var trainer = problem.Trainer(null, new EvaluationCharts { Folder = _folder.Path });
        trainer.Evaluate(new MemorySource(problem.Input, arange(400) % 14, 50));
        var main = new SvgDocument(File.ReadAllText(_folder["roc_curve_evaluation.svg"]));
        var all = new SvgDocument(File.ReadAllText(_folder["roc_curve_evaluation_all.svg"]));
        var (shown, every) = (Areas(main), Areas(all));
        Assert.Equal(14, every.Count);
        Assert.Equal(every.Order(), every);
        Assert.Equal(every[..7], shown);
        Assert.Contains("macro average", string.Join(' ', main.Texts));
        var link = Assert.Single(main.All("a"));
        Assert.Equal(("roc_curve_evaluation_all.svg", "and 7 more"), (link.Attribute("href")!.Value, link.Value));
        Assert.Empty(all.All("a"));

        static List<double> Areas(SvgDocument svg) =>
        [
            .. svg.Texts.Where(t => t.Contains("(AUC ", StringComparison.Ordinal) && !t.Contains("average", StringComparison.Ordinal))
                .Select(t => double.Parse(t.Split("(AUC ")[1].TrimEnd(')'), System.Globalization.CultureInfo.InvariantCulture)),
        ];
    }

    [Fact]
    public void NoTensor_IsLeaked()
    {
        Fit(null, 1, new EvaluationCharts { Folder = _folder.Path });
        var before = LiveTensors.Count();
        Fit(null, 3, new EvaluationCharts { Folder = _folder.Path });
        var failing = new LambdaCallback { TestBatchEnd = c => { if (c.Batch.Index == 1) throw new InvalidOperationException("no"); } };
        Assert.Throws<TrainingException>(() => Fit(null, 1, new EvaluationCharts { Folder = _folder.Path }, failing));
        Assert.Equal(before, LiveTensors.Count());
    }

    private void Fit(Run? run, int epochs, params Callback[] callbacks) => Fit(run, epochs, _problem.Source(), callbacks);

    private void Fit(Run? run, int epochs, MemorySource validation, params Callback[] callbacks)
    {
        using var trainer = _problem.Trainer(run, callbacks);
        trainer.Fit(_problem.Source(), epochs, validation);
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFiles(folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private sealed class Sink : Callback, IChartSink
    {
        public List<string> Seen { get; } = [];
        public void AddChart(TrainingContext context, string name, Chart chart) => Seen.Add($"{context.Epoch} {name}");
    }
}
