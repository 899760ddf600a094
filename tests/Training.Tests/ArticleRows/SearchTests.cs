using Gen.TensorBoard;
using Gen.Training.Data;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The book's chapter: summaries of any program, and the search for hyperparameters.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row4j_FiveKindsOfSummaries_AreReadBack()
    {
        var random = new Random(1);
        using (var writer = new SummaryWriter(_folder.Path))
        {
            for (var step = 1; step <= 20; step++)
            {
                writer.AddScalar("my_scalar", Math.Sin(step / 10.0), step);
                double[] values = [.. Enumerable.Range(0, 100).Select(_ => random.NextDouble())];
                writer.AddHistogram("my_hist", values, step, HistogramBuckets.EqualWidth(50));
                writer.AddImages("my_images", new float[2 * 32 * 32 * 3], 2, 32, 32, 3, step);
                writer.AddText("my_text", [$"The step is {step}", $"Its square is {step * step}"], step);
                writer.AddAudio("my_audio", new float[12_000], 48_000, step);
            }
        }

        using var log = new EventLog(_folder.Path);
        Assert.Equal(
            ["my_audio", "my_hist", "my_images", "my_scalar", "my_text"], log.Tags.Order(StringComparer.Ordinal));
        foreach (var tag in log.Tags)
            Assert.Equal(20, log[tag].Count());
        Assert.Equal((float)Math.Sin(2), (float)log["my_scalar"].Last().Scalar);
        Assert.Equal(["The step is 20", "Its square is 400"], log["my_text"].Last().Texts);
    }

    [Fact]
    public async Task Row4k_Search_TriesConfigsAndKeepsTheBest()
    {
        // A grid, and random draws: each trial is a run with its config.
        var random = new Random(3);
        List<HousingRuns> trials = [.. from hidden in new[] { 0, 1 } from rate in new[] { 0.001, 0.03 }
            select new HousingRuns { NHidden = hidden, LearningRate = rate, Epochs = 2, Seed = 1 }];
        trials.AddRange(Enumerable.Range(0, 3).Select(_ => new HousingRuns
        {
            NHidden = random.Next(0, 4),
            NNeurons = random.Next(1, 100),
            LearningRate = 3e-4 * Math.Pow(100, random.NextDouble()),
            Epochs = 2,
        }));
        var results = new List<(HousingRuns Config, double Loss)>();
        foreach (var config in trials)
            results.Add((config, (await HousingRuns.RunAsync(config, Options())).Result));
        Assert.Equal(7, Directory.GetDirectories(_folder.Path).Count(d => Path.GetFileName(d).All(char.IsAsciiDigit)));
        var best = results.MinBy(r => r.Loss);
        Assert.True(best.Loss < results.Max(r => r.Loss));

        // K folds, score and predict of the best.
        var scores = new List<double>();
        for (var fold = 0; fold < 4; fold++)
        {
            var isValidation = Enumerable.Range(0, 200).ToLookup(i => i % 4 == fold, i => (long)i);
            using var train = _houses.Subset([.. isValidation[false]]);
            using var validation = _houses.Subset([.. isValidation[true]]);
            Assert.Equal((150, 50), (train.Rows, validation.Rows));
            scores.Add((best.Config with { Epochs = 3 }).Fit(train, validation).Score.R2);
        }

        Assert.Equal(4, scores.Distinct().Count());
        Assert.All(scores, s => Assert.True(s <= 1));
    }

    [Fact]
    public void Row4l_TopologyActivationAndInitialization_AreConfig()
    {
        using var scope = NewDisposeScope();
        var config = HousingRuns.Parse(
            "n_hidden=3", "n_neurons=5", "activation=gelu", "initializer=constant", "initializer.value=0.25", "input_shape=[4]");
        var model = config.BuildModel();
        Assert.Equal(4, model.named_children().Count(c => c.module is TorchSharp.Modules.Linear));
        Assert.Equal(3, model.named_children().Count(c => c.module is TorchSharp.Modules.GELU));
        Assert.Equal([5, 4], model.state_dict()["hidden_1.weight"].shape);
        Assert.Equal(0.25f, model.state_dict()["hidden_2.weight"][1, 1].ToSingle());
        Assert.Equal([30, 8], HousingRuns.Parse().BuildModel().state_dict()["hidden_1.weight"].shape);   // sensible defaults
    }
}
