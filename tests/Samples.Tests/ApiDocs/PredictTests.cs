using ApiDocsSample;
using Gen.Samples.Tests.Support;
using Gen.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Samples.Tests.ApiDocs;

/// <summary>A classifier that one process trained, used in others.</summary>
public sealed class PredictTests(PredictTests.TrainedRun trained) : IClassFixture<PredictTests.TrainedRun>
{
    private const string Text = "Flushes the buffer of a stream";

    [Fact]
    public void Predict_InAnotherProcess_GivesSameProbabilities()
    {
        var ended = Predict("trained_run=1", $"text={Text}");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        using var classifier = TrainedClassifier.Load(trained.Restore());
        var expected = classifier.Classify(Text);
        var info = SampleProgram.Json(trained.Folder.Path, "runs", trained.NewestRun(), "info.json");
        Assert.Equal(expected.Select(e => e.Class), info.GetProperty("namespaces").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(expected.Select(e => e.Probability), info.GetProperty("probabilities").EnumerateArray().Select(p => p.GetDouble()));
        Assert.Contains($"{expected[0].Probability:P2}", ended.Output);
        Assert.Equal(1, expected.Sum(e => e.Probability), 1e-6);
        Assert.Equal(("1", true), (expected[0].Class, expected[0].Probability > 0.8));
    }

    [Fact]
    public void Load_LastWeights_ScoreAsAtTheEndOfTraining()
    {
        var run = trained.Restore();
        var documents = Dataset.Split(Documents.Load(trained.Folder.File("docs.csv")), run.Experiment.NumClasses, seed: 1);
        var vocabulary = Vocabulary.Read(run.Artifact("vocabulary.txt"));
        var words = new EmbeddingWeights(new float[vocabulary.Count * 8], vocabulary.Count, 8, 0);
        using var scope = NewDisposeScope();
        using var model = run.Load(e => e.BuildLstm(words), Weights.Last);
        var (validation, length) = (documents.Validation, run.Experiment.MaxInputLength);
        var input = tensor(vocabulary.Encode(validation.Texts, length), [validation.Count, length]);

        var right = model.call(input).argmax(1).eq(tensor([.. validation.Labels])).to_type(ScalarType.Float64).mean().item<double>();

        Assert.Equal(SampleProgram.Json(trained.Folder.Path, "runs", "1", "run.json").GetProperty("result").GetDouble(), right, 1e-6);
        Assert.False(model.training);
    }

    [Theory]
    [InlineData("Run '99' does not exist in 'runs'", "trained_run=99", "text=the stream")]
    [InlineData("predict needs a run", "text=the stream")]
    [InlineData("the text is empty", "trained_run=1", "text= ,; ")]
    [InlineData("knows none of the words of 'xyzzy plugh'", "trained_run=1", "text=xyzzy plugh")]
    public void Predict_MissingInput_ErrorIsOneLine(string message, params string[] updates)
    {
        var ended = Predict(["--unobserved", .. updates]);

        Assert.Equal(1, ended.ExitCode);
        Assert.Contains(message, Assert.Single(ended.Error.Split('\n'), l => l.StartsWith("error: ", StringComparison.Ordinal)));
        Assert.DoesNotContain("   at ", ended.Error);
    }

    private SampleProgram.Ended Predict(params string[] arguments)
    {
        var options = arguments.TakeWhile(a => a.StartsWith('-')).ToArray();
        return SampleProgram.Run("ApiDocs", trained.Folder.Path, ["predict", .. options, "with", .. arguments[options.Length..]]);
    }

    /// <summary>A run that trained a classifier well enough to be told from an untrained one.</summary>
    public sealed class TrainedRun : IDisposable
    {
        public TrainedRun()
        {
            SmallDocuments.Write(Folder.File("docs.csv"), 600);
            var ended = SampleProgram.Run(
                "ApiDocs",
                Folder.Path,
                "with",
                "data=docs.csv",
                "max_vocab_size=200",
                "embedding_size=8",
                "num_classes=2",
                "batch_size=10",
                "epochs=4",
                "trainable_embed",
                "seed=1",
                "learning_rate=0.02",
                "do_final_eval=false"
            );
            Assert.True(ended.ExitCode == 0, ended.ToString());
        }

        internal TempFolder Folder { get; } = new();

        public Restored<global::ApiDocs> Restore() =>
            global::ApiDocs.Restore(
                Folder.File("runs/1"),
                options: new RunOptions { LogLevel = Microsoft.Extensions.Logging.LogLevel.None }
            );

        public string NewestRun() =>
            Directory
                .GetDirectories(Folder.File("runs"))
                .Select(d => Path.GetFileName(d))
                .Where(n => int.TryParse(n, out _))
                .MaxBy(int.Parse)!;

        public void Dispose() => Folder.Dispose();
    }
}
