using Gen.TensorBoard;
using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Microsoft.Extensions.Logging;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.ArticleRows;

/// <content>The book's chapter: saving, callbacks, TensorBoard, hyperparameters.</content>
public sealed partial class ArticleRowTests
{
    private readonly TensorData _houses = Houses.Draw(200, seed: 1);
    private readonly TensorData _validation = Houses.Draw(100, seed: 2);

    [Fact]
    public async Task Row4a_Model_IsLoadedWithItsWeights()
    {
        var run = await HousingRuns.RunAsync(new HousingRuns { NNeurons = 7, Seed = 3 }, Options());
        using var model = HousingRuns.Restore(run.Directory!).Load(e => e.BuildModel());
        Assert.Equal([7, 8], model.state_dict()["hidden_1.weight"].shape);
        using var loss = nn.MSELoss();
        using var trainer = new Trainer(model, null, loss);
        using var validation = Houses.Draw(100, seed: 2);
        Assert.Equal(run.Result, trainer.Evaluate(validation.Batches(1000))["loss"], 1e-6);
    }

    [Fact]
    public void Row4b_ModelCheckpoint_KeepsTheBestToRollBackTo()
    {
        var all = new ModelCheckpoint(_folder["model-{epoch}.weights"]);
        var best = new ModelCheckpoint(_folder["best.weights"]) { SaveBestOnly = true };
        var worsening = WorsenFrom(2);
        var (history, _) = new HousingRuns { Epochs = 4 }.Fit(_houses, _validation, worsening, all, best);
        Assert.Equal(4, all.Files.Count);
        var lowest = history["val_loss"].Min();
        Assert.Equal(history["val_loss"].ToList().IndexOf(lowest), best.BestEpoch);

        using var model = new HousingRuns().BuildModel();
        ModelCheckpoint.LoadWeights(model, _folder["best.weights"]);
        using var loss = nn.MSELoss();
        using var trainer = new Trainer(model, null, loss);
        Assert.Equal(lowest, trainer.Evaluate(_validation.Batches(1000))["loss"], 1e-6);
    }

    [Fact]
    public void Row4c_EarlyStopping_RestoresTheBestWeights()
    {
        var stopping = new EarlyStopping("val_loss") { Patience = 2, RestoreBestWeights = true };
        var worsening = WorsenFrom(3);
        var (history, score) = new HousingRuns { Epochs = 100 }.Fit(
            _houses, _validation, worsening, new ModelCheckpoint(_folder["best.weights"]) { SaveBestOnly = true }, stopping);
        Assert.Equal(5, history.Epochs.Count);
        Assert.Equal(2, stopping.BestEpoch);
        Assert.Equal(history["val_loss"][2], score.Loss, 1e-6);
    }

    [Fact]
    public void Row4d_CustomCallback_PrintsTheRatioOfLosses()
    {
        var lines = new List<string>();
        var (history, _) = new HousingRuns { Epochs = 2 }.Fit(_houses, _validation, new PrintValTrainRatio(lines));
        Assert.Equal(
            Enumerable.Range(0, 2).Select(i => FormattableString.Invariant($"val/train: {history["val_loss"][i] / history["loss"][i]:F2}")),
            lines);
    }

    [Fact]
    public void Row4e_Hooks_AreCalledForTrainingTestAndPrediction()
    {
        var calls = new List<string>();
        new ImageRuns { Epochs = 1, BatchSize = 200 }.Fit(
            (trainer, test) =>
            {
                calls.Clear();
                trainer.Evaluate(test.Batches(100));
                trainer.Predict(test.Batches(100)).Dispose();
            },
            new LambdaCallback
            {
                TestBegin = _ => calls.Add("test begin"),
                TestBatchBegin = _ => calls.Add("test batch begin"),
                TestBatchEnd = _ => calls.Add("test batch end"),
                TestEnd = _ => calls.Add("test end"),
                PredictBegin = _ => calls.Add("predict begin"),
                PredictBatchBegin = _ => calls.Add("predict batch begin"),
                PredictBatchEnd = _ => calls.Add("predict batch end"),
                PredictEnd = _ => calls.Add("predict end"),
            });
        Assert.Equal(
            ["test begin", "test batch begin", "test batch end", "test end",
                "predict begin", "predict batch begin", "predict batch end", "predict end"],
            calls);
    }

    [Fact]
    public async Task Row4g_RunFolder_IsNamedByTimeAndHyperparameters()
    {
        using (var writer = new SummaryWriter(_folder["my_logs/run_{date}"]))
            writer.AddScalar("loss", 1, 1);
        Assert.Matches("^run_[0-9]{4}(_[0-9]{2}){2}-[0-9]{2}(_[0-9]{2}){2}$", Assert.Single(Events.Folders(_folder["my_logs"])));

        var log = new TestRun(_folder["runs"], """{"learning_rate":0.05}""");
        await log.ExecuteAsync(r =>
        {
            using var problem = new RegressionProblem();
            using var trainer = new Trainer(
                problem.Model, problem.Optimizer, problem.Loss, new TensorBoard(_folder["logs/run_{date}-{learning_rate}"])) { Run = r };
            trainer.Fit(problem.Source(), 1);
        });
        Assert.EndsWith("-0.05", Assert.Single(Events.Folders(_folder["logs"])));
    }

    [Fact]
    public async Task Row4i_TwoRuns_AreComparedByEpochLoss()
    {
        foreach (var rate in new[] { 0.001, 0.05 })
            await HousingRuns.RunAsync(new HousingRuns { LearningRate = rate, Epochs = 4 }, Options());
        var (slow, fast) = (Last("1"), Last("2"));
        Assert.True(fast < slow, $"{fast} {slow}");

        // The page of hyperparameters tells the runs apart.
        Assert.Contains(Events.Read(_folder.Path, "1"), e => e.Summary?.Value.Any(v => v.Tag.StartsWith("_hparams_")) == true);

        float Last(string run)
        {
            var points = Events.Scalar(Path.Combine(_folder.Path, run, "train"), "loss");
            Assert.Equal([1, 2, 3, 4], points.Select(p => p.Step));
            return points[^1].Value;
        }
    }

    // A negative learning rate goes up the slope.
    private static LambdaCallback WorsenFrom(int epoch) => new()
    {
        EpochBegin = c => c.Optimizer!.ParamGroups.First().LearningRate = c.Epoch < epoch ? 0.01 : -0.01,
    };

    private sealed class PrintValTrainRatio(List<string> lines) : Callback
    {
        public override void OnEpochEnd(TrainingContext context) =>
            lines.Add(FormattableString.Invariant($"val/train: {context.Logs["val_loss"] / context.Logs["loss"]:F2}"));
    }
}
