using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <content>What TensorBoard finds of a run.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row0m_PerClassMetrics_AreScalarsAndAHistogram()
    {
        TextRuns.Small.Fit(new TensorBoard(_folder.Path));
        foreach (var metric in new[] { "precision", "recall", "fmeasure" })
        {
            for (var k = 0; k < TextData.Classes; k++)
                Assert.Equal([1, 2], Events.Scalar(_folder["validation"], $"{metric}/{k}").Select(p => p.Step));
            Assert.Empty(Events.Scalar(_folder["validation"], $"{metric}/{TextData.Classes}"));
            Assert.Equal([14, 14], Events.Histograms(_folder["validation"], $"{metric}/overall").Select(h => h.Num));
        }
    }

    [Fact]
    public void Row0p_FilteredWriters_ReplaceTheStandardOnes()
    {
        TextRuns.Small.Fit(new TensorBoard(_folder["logs"])
        {
            StandardFolders = false,
            Graph = false,
            Filters =
            [
                new("train", "^(?!val).*"), new("validation", "^val"), new("custom/metrics", "(precision|recall|fmeasure)/overall$"),
            ],
        });
        Assert.Equal(["custom", "train", "validation"], Events.Folders(_folder["logs"]));
        Assert.DoesNotContain(Events.Tags(_folder["logs/train"]), t => t.StartsWith("val", StringComparison.Ordinal));
        Assert.All(Events.Tags(_folder["logs/validation"]), t => Assert.StartsWith("val", t));
        Assert.Equal(
            ["fmeasure/overall", "precision/overall", "recall/overall", "val_fmeasure/overall", "val_precision/overall",
                "val_recall/overall"],
            Events.Tags(_folder["logs/custom/metrics"]));
    }

    [Fact]
    public async Task Row4h_RunFolder_HasTheTreeOfTheArticle()
    {
        var log = new TestRun(_folder["my_logs"]);
        var run = await log.ExecuteAsync(r =>
        {
            using var problem = new RegressionProblem();
            var profiler = new Profiler { Steps = 1..3, ShowTable = false };
            using var trainer = new Trainer(problem.Model, problem.Optimizer, problem.Loss, new TensorBoard(), profiler) { Run = r };
            trainer.Fit(problem.Source(), 2, problem.Source());
        });
        Assert.NotEmpty(Events.Scalar(Path.Combine(run.Directory!, "train"), "loss"));
        Assert.NotEmpty(Events.Scalar(Path.Combine(run.Directory!, "validation"), "loss"));
        var profiles = Directory.GetDirectories(Path.Combine(run.Directory!, "train", "plugins", "profile"));
        var trace = Assert.Single(Directory.GetFiles(Assert.Single(profiles), "*.trace.json.gz"));
        Assert.True(File.Exists(trace.Replace(".trace.json.gz", ".xplane.pb")));
        Assert.Equal([1L, 2L], new ParsedTrace(trace).Spans.Where(s => s.Name == "step").Select(s => s.Number));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(run.Directory!, "train")), f => f.EndsWith(".profile-empty"));
        Assert.Empty(log.Warnings);
    }

    [Fact]
    public void Row2a_CallbackOptions_WriteEachKindOfData()
    {
        new ImageRuns().Fit(callbacks: new TensorBoard(_folder["logs"])
        {
            HistogramEveryNEpochs = 1,   // histogram_freq, with gradients
            WeightImages = true,         // write_images
            Graph = true,                // write_graph
            EmbeddingsEveryNEpochs = 2,  // embeddings_freq
            Embeddings = [new("logits") { Labels = [.. Enumerable.Range(0, 10).Select(i => $"digit {i}")] }],
        });
        var train = Events.Tags(_folder["logs/train"]);
        Assert.Contains("weights/hidden_1.weight", train);
        Assert.Contains("gradients/hidden_1.weight", train);
        Assert.Contains("weight_images/hidden_1.weight", train);
        Assert.Contains("activations/relu_2", Events.Tags(_folder["logs/validation"]));
        Assert.Contains(Events.Read(_folder["logs"]), e => e.GraphDef.Length > 0);
        Assert.Equal(["logits%3A00002.metadata.tsv", "logits%3A00002.tensors.tsv"], FilesOf("logs/projector"));
        Assert.Equal("digit 3", File.ReadAllLines(_folder["logs/projector/logits%3A00002.metadata.tsv"])[3]);
    }

    [Fact]
    public void Row3e_EpochEnd_WritesHistogramsAndEmbeddingsEveryNEpochs()
    {
        var written = new List<int>();
        (new ImageRuns() with { Epochs = 4 }).Fit(
            null,
            new TensorBoard(_folder["logs"])
            {
                HistogramEveryNEpochs = 2,
                EmbeddingsEveryNEpochs = 4,
                Embeddings = [new("hidden_2") { Outputs = true, Images = true }],
            },
            new LambdaCallback { EpochEnd = _ => written.Add(Events.Scalar(_folder["logs/train"], "loss").Length) });
        Assert.Equal([1, 2, 3, 4], written);   // flushed
        Assert.Equal([2, 4], Events.Values(_folder["logs/validation"]).Where(v => v.Value.Tag == "activations/relu_1").Select(v => v.Step));
        Assert.All(Events.Histograms(_folder["logs/validation"], "activations/relu_1"), h => Assert.Equal(100 * 32, h.Num));
        Assert.Equal(100, File.ReadAllLines(_folder["logs/projector/hidden_2%2Foutputs%3A00004.tensors.tsv"]).Length);
        Assert.DoesNotContain(Events.Tags(_folder["logs/train"]), t => t is "batch" or "size");

        // Without validation data there is nothing to compute histograms of.
        using var problem = new RegressionProblem();
        using var trainer = problem.Trainer(new TensorBoard(_folder["none"]) { HistogramEveryNEpochs = 1 });
        var failure = Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1));
        Assert.Contains("HistogramEveryNEpochs requires validation data", failure.Message);
    }

    [Fact]
    public void Row4f_EventFiles_HaveWhatTensorBoardShows()
    {
        foreach (var (run, epochs) in new[] { ("run_a", 2), ("run_b", 3) })
        {
            (new ImageRuns() with { Epochs = epochs }).Fit(
                null,
                new TensorBoard(_folder[run])
                {
                    HistogramEveryNEpochs = 1,
                    EmbeddingsEveryNEpochs = epochs,
                    Embeddings = [new("hidden_2") { Outputs = true, Images = true }],
                },
                new EvaluationCharts());
        }

        // Learning curves of two runs with the same tags, the graph, statistics, generated images, and a projection with clusters.
        Assert.Equal(2, Events.Scalar(_folder["run_a/train"], "acc").Length);
        Assert.Equal(3, Events.Scalar(_folder["run_b/train"], "acc").Length);
        Assert.Contains(Events.Read(_folder["run_a"]), e => e.GraphDef.Length > 0);
        Assert.NotEmpty(Events.Histograms(_folder["run_a/train"], "weights/hidden_1.weight"));
        Assert.Equal(2, Events.Values(_folder["run_a"]).Count(v => v.Value.Tag == "confusion_matrix" && v.Value.Image is not null));
        var config = File.ReadAllText(_folder["run_a/projector_config.pbtxt"]);
        Assert.Contains("tensor_name: \"hidden_2/outputs:00002\"", config);
        Assert.Contains("single_image_dim: 10", config);
        Assert.Equal(
            ["hidden_2%2Foutputs%3A00002.metadata.tsv", "hidden_2%2Foutputs%3A00002.sprite.png", "hidden_2%2Foutputs%3A00002.tensors.tsv"],
            FilesOf("run_a/projector"));
    }

    private string[] FilesOf(string folder) =>
        [.. Directory.GetFiles(_folder[folder]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
}
