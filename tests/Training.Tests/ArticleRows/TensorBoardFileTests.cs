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
            using var trainer = new Trainer(
                problem.Model, problem.Optimizer, problem.Loss, new TensorBoard(), new Profiler { Steps = 1..3, ShowTable = false }) { Run = r };
            trainer.Fit(problem.Source(), 2, problem.Source());
        });
        Assert.NotEmpty(Events.Scalar(Path.Combine(run.Directory!, "train"), "loss"));
        Assert.NotEmpty(Events.Scalar(Path.Combine(run.Directory!, "validation"), "loss"));
        var profiles = Directory.GetDirectories(Path.Combine(run.Directory!, "train", "plugins", "profile"));
        var trace = Assert.Single(Directory.GetFiles(Assert.Single(profiles)));
        Assert.EndsWith(".trace.json.gz", trace);
        Assert.Equal([1L, 2L], new ParsedTrace(trace).Spans.Where(s => s.Name == "step").Select(s => s.Number));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(run.Directory!, "train")), f => f.EndsWith(".profile-empty"));
        Assert.Empty(log.Warnings);
    }
}
