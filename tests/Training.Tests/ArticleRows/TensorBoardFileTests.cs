using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <content>What TensorBoard finds of a run.</content>
public sealed partial class ArticleRowTests
{
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
