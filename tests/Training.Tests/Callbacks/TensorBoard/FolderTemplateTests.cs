using Xunit;

namespace Gen.Training.Tests.Callbacks;

public sealed class FolderTemplateTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(new DateTime(2024, 3, 9, 8, 7, 5, DateTimeKind.Local));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("logs", "logs")]
    [InlineData("logs/run_{date}", "logs/run_2024_03_09-08_07_05")]
    [InlineData("{date:yyyy-MM-dd}/{date:HH:mm}", "2024-03-09/08_07")]
    public void NoRun_FormatsDate(string pattern, string expected) =>
        Assert.Equal(expected, new FolderTemplate(pattern).Format(null, s_now));

    [Theory]
    [InlineData("{id}", "1")]
    [InlineData("{name}-{seed}", "test-7")]
    [InlineData("{learning_rate}-{LearningRate:F4}", "0.001-0.0010")]
    [InlineData("{dataset.path}", "_data_words.csv")]
    [InlineData("{dataset.up}{dataset.none}", "__")]
    [InlineData("{layers}", "[3,4]")]
    [InlineData("{flag}{nothing}", "truenull")]
    public async Task Run_FormatsKeysAndConfigEntries(string pattern, string expected)
    {
        var text = "";
        await Run(
            """{"dataset":{"path":"/data/words.csv","up":"..","none":""}"""
                + ""","flag":true,"layers":[3,4],"learning_rate":0.001,"nothing":null}""",
            r => text = new FolderTemplate(pattern).Format(r, s_now)
        );
        Assert.Equal(expected, text);
    }

    [Fact]
    public async Task Run_DateIsStartTime()
    {
        var (text, begun) = ("", default(DateTimeOffset));
        await Run("{}", r => (text, begun) = (new FolderTemplate("{date:O}").Format(r, s_now), r.StartTime));
        Assert.Equal(begun.ToLocalTime().ToString("O").Replace(':', '_'), text);
    }

    [Theory]
    [InlineData("{learning_rat}", "'{learning_rat}' in folder '{learning_rat}' is not a config entry. Did you mean 'learning_rate'?")]
    [InlineData(
        "{colour}",
        "'{colour}' in folder '{colour}' is not a config entry. The placeholders are date, id, name, seed, learning_rate."
    )]
    [InlineData(
        "{learning_rate:Q}",
        "'Q' in '{learning_rate:Q}' of folder '{learning_rate:Q}' is not a number format. Use, for example, F4 or .4f."
    )]
    public async Task Run_InvalidPlaceholder_Throws(string pattern, string message)
    {
        TrainingException? failure = null;
        await Run(
            """{"learning_rate":0.001}""",
            r => failure = Assert.Throws<TrainingException>(() => new FolderTemplate(pattern).Format(r, s_now))
        );
        Assert.Equal(message, failure!.Message);
    }

    [Theory]
    [InlineData("{dat}", "'{dat}' in folder '{dat}' has no value outside of a run. Did you mean 'date'?")]
    [InlineData(
        "{learning_rate}",
        "'{learning_rate}' in folder '{learning_rate}' has no value outside of a run. The only placeholder with a value is date."
    )]
    public void NoRun_OtherKeys_Throw(string pattern, string message) =>
        Assert.Equal(message, Assert.Throws<TrainingException>(() => new FolderTemplate(pattern).Format(null, s_now)).Message);

    [Fact]
    public void UnmatchedBrace_ThrowsInConstructor() =>
        Assert.Equal(
            "The folder 'logs/{date' has an unmatched brace.",
            Assert.Throws<TrainingException>(() => new TensorBoard("logs/{date")).Message
        );

    [Fact]
    public async Task UnrecordedRun_WritesNothingAndHasNoId()
    {
        using var problem = new ClassificationProblem();
        var message = "";
        await new TestRun(_folder.Path).ExecuteAsync(
            r =>
            {
                using var silent = problem.Trainer(r, new TensorBoard());
                silent.Fit(problem.Source(), 1);
                silent.Evaluate(problem.Source());
                using var numbered = problem.Trainer(r, new TensorBoard(_folder["{id}"]));
                message = Assert.Throws<TrainingException>(() => numbered.Fit(problem.Source(), 1)).Message;
            },
            unobserved: true);
        Assert.EndsWith("has no value, because the run is not recorded.", message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void NoRunAndNoFolder_Throws()
    {
        using var problem = new ClassificationProblem();
        using var trainer = problem.Trainer(null, new TensorBoard());
        Assert.StartsWith(
            "TensorBoard has no folder, because there is no run",
            Assert.Throws<TrainingException>(() => trainer.Fit(problem.Source(), 1)).Message
        );
    }

    private Task Run(string config, Action<Run> body) => new TestRun(_folder.Path, config).ExecuteAsync(body);
}
