using System.Text.Json;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The first article: config, captured functions and runs.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public async Task Row0a_Experiment_RunsAnyNumberOfTimesAndRecordsEach()
    {
        await TextRuns.RunAsync(TextRuns.Small, Options());
        await TextRuns.RunAsync(TextRuns.Small with { Epochs = 1 }, Options());
        foreach (var (id, epochs) in new[] { ("1", 2), ("2", 1) })
        {
            var record = Json(id, "run.json");
            Assert.Equal("my_runs", record.GetProperty("experiment").GetProperty("name").GetString());
            Assert.Equal("COMPLETED", record.GetProperty("status").GetString());
            Assert.Equal(epochs, Json(id, "config.json").GetProperty("epochs").GetInt32());
        }
    }

    [Fact]
    public void Row0b_NamedConfig_OverridesItsValuesInOrder()
    {
        Assert.Equal(new TextRuns { EmbeddingTrainable = true }, TextRuns.Parse("trainable_embed"));
        Assert.False(TextRuns.Parse("trainable_embed", "frozen_embed").EmbeddingTrainable);
        Assert.True(TextRuns.Parse("frozen_embed", "trainable_embed").EmbeddingTrainable);
        Assert.False(TextRuns.Parse("embedding_trainable=false", "trainable_embed").EmbeddingTrainable);   // single values come last
        Assert.True(new TextRuns().With(new TextRuns.TrainableEmbed()).EmbeddingTrainable);
    }

    [Fact]
    public void Row0c_DefaultConfig_IsThatOfTheArticle()
    {
        var config = JsonDocument.Parse(TextRuns.Parse().ToJson()).RootElement;
        foreach (var (key, value) in new (string, string)[]
        {
            ("max_vocab_size", "5000"), ("min_word_count", "10"), ("vocab_path", "\"word2vec_vocab.p\""), ("embedding_size", "300"),
            ("max_input_length", "500"), ("batch_size", "100"), ("batches_per_epoch", "10"), ("epochs", "100"),
            ("embedding_trainable", "false"), ("build_own_vocab", "false"), ("use_google_word2vec", "true"),
        })
            Assert.Equal((key, value), (key, config.GetProperty(key).GetRawText()));
    }

    [Fact]
    public void Row0d_CapturedFunction_IsFilledByName()
    {
        using var scope = torch.NewDisposeScope();
        var texts = TextRuns.Small with { EmbeddingTrainable = true };
        var model = texts.BuildLstmModel(vocabSize: 30);
        Assert.Equal([30, 8], model.state_dict()["embedding.weight"].shape);
        Assert.True(model.get_parameter("embedding.weight")!.requires_grad);
        Assert.Equal(4 * 100, model.state_dict()["lstm.weight_ih_l0"].shape[0]);   // the function's own default
        Assert.Equal(6, model.Length);

        // A call with all values is the function itself: what is given wins.
        var other = TextRuns.BuildLstmModel(9, 4, maxInputLength: 7, embeddingTrainable: false, numOutputs: 2, internalLstmSize: 5);
        Assert.Equal([9, 4], other.state_dict()["embedding.weight"].shape);
        Assert.Equal([2, 5], other.state_dict()["output.weight"].shape);
    }

    [Fact]
    public void Row0e_Parameter_CanHaveAnotherNameThanTheEntry()
    {
        using var model = (TextRuns.Small with { NumClasses = 3 }).BuildLstmModel(vocabSize: 30);
        Assert.Equal(3, model.state_dict()["output.weight"].shape[0]);
    }

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
        Assert.InRange(run.Result, 0.1, 1);
        Assert.True(double.IsNaN((await TextRuns.RunAsync(TextRuns.Small with { DoFinalEval = false }, Options())).Result));
    }

    [Fact]
    public async Task Row0g_Inputs_AreRecordedWithEachRun()
    {
        string[] given = ["embedding_size=8", "max_input_length=6", "epochs=1", "batches_per_epoch=2", "trainable_embed"];
        Assert.Equal(0, await TextRuns.RunAsync(["with", .. given], Options()));
        var config = Json("1", "config.json");
        Assert.Equal(JsonDocument.Parse(new TextRuns().ToJson()).RootElement.EnumerateObject().Select(p => p.Name),
            config.EnumerateObject().Select(p => p.Name));
        Assert.Equal(1, config.GetProperty("epochs").GetInt32());
        Assert.True(config.GetProperty("seed").GetInt64() > 0);
        var meta = Json("1", "run.json").GetProperty("meta");
        Assert.Equal("trainable_embed", Assert.Single(meta.GetProperty("named_configs").EnumerateArray()).GetString());
        Assert.Equal("2", meta.GetProperty("config_updates").GetProperty("batches_per_epoch").ToString());
    }

    private JsonElement Json(params string[] path) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine([_folder.Path, .. path]))).RootElement;

    private RunOptions Options() => new()
    {
        RunsDirectory = _folder.Path,
        Capture = CaptureMode.No,
        LogLevel = Microsoft.Extensions.Logging.LogLevel.None,
    };
}
