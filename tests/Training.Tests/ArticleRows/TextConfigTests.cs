using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The first article: config, captured functions and runs.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row0f_ConfigOfAnExperimentWithoutRun_HasItsValues()
    {
        var texts = TextRuns.Small with { EmbeddingTrainable = true };
        var config = texts.ReadConfig();
        Assert.Equal(2, config["epochs"].GetInt32());
        Assert.True(config["embedding_trainable"].GetBoolean());
        Assert.Equal("word2vec_vocab.p", config["vocab_path"].GetString());
        Assert.Equal(7, config["seed"].GetInt64());
        Assert.Same(config, texts.ReadConfig());

        // A copy has values, and a run, of its own.
        var copy = texts with { Epochs = 9, Seed = null };
        Assert.Equal(9, copy.ReadConfig()["epochs"].GetInt32());
        Assert.True(copy.ReadConfig()["seed"].GetInt64() > 0);
        Assert.Equal(2, texts.ReadConfig()["epochs"].GetInt32());
    }

    [Fact]
    public async Task Row0f_MainFunction_IsFilledAndReadsTheConfig()
    {
        var run = await TextRuns.RunAsync(TextRuns.Small, Options());
        Assert.Equal(TextRuns.Small.Epochs, run.Config["epochs"].GetInt32());
        Assert.True(run.Result > 0, $"{run.Result}");
    }

    private RunOptions Options() => new()
    {
        RunsDirectory = _folder.Path,
        Capture = CaptureMode.No,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.None,
    };
}
