using Gen.TensorBoard;
using Gen.EventFiles.Protos.HParams;
using Xunit;

namespace Gen.Training.Tests.Callbacks;

/// <summary>Hyperparameters and charts of runs.</summary>
public sealed class TensorBoardRunTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public async Task Hyperparameters_HaveConfigAndStatus()
    {
        await Fit("""{"adam":{"beta":0.9},"fast":true,"layers":[3,4],"name":"x"}""", new TensorBoard());
        var start = Session("_hparams_/session_start_info").SessionStartInfo;
        Assert.Equal(["adam.beta", "fast", "layers", "name"], start.Hparams.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0.9, start.Hparams["adam.beta"].NumberValue);
        Assert.True(start.Hparams["fast"].BoolValue);
        Assert.Equal("[3,4]", start.Hparams["layers"].StringValue);
        Assert.Equal(Status.Success, Session("_hparams_/session_end_info").SessionEndInfo.Status);
        Assert.Equal(["checkpoints", "train", "validation"], Events.Folders(_folder["1"]));
    }

    [Fact]
    public async Task Hyperparameters_FailedRun_HasFailure()
    {
        var failing = new LambdaCallback { BatchEnd = _ => throw new InvalidOperationException("enough") };
        await Assert.ThrowsAsync<TrainingException>(() => Fit("""{"a":1}""", new TensorBoard(), failing));
        Assert.Equal(Status.Failure, Session("_hparams_/session_end_info").SessionEndInfo.Status);
    }

    [Fact]
    public async Task Hyperparameters_InterruptedRun_HasFailure()
    {
        using var source = new CancellationTokenSource();
        var interrupting = new LambdaCallback { BatchEnd = _ => source.Cancel() };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new TestRun(_folder.Path, """{"a":1}""").ExecuteAsync(r =>
            {
                using var trainer = new Trainer(_problem.Model, _problem.Optimizer, _problem.Loss, new TensorBoard(), interrupting)
                {
                    Run = r,
                    CancellationToken = source.Token,
                };
                trainer.Fit(_problem.Source(), 2, _problem.Source());
            })
        );
        Assert.Equal(Status.Failure, Session("_hparams_/session_end_info").SessionEndInfo.Status);
        Assert.Empty(Events.Scalar(_folder["1/train"], "loss"));
    }

    [Theory]
    [InlineData("{}", true)]
    [InlineData("""{"a":1}""", false)]
    public async Task Hyperparameters_NoConfigOrDisabled_AreNotWritten(string config, bool listed)
    {
        await Fit(config, new TensorBoard { Hyperparameters = listed });
        Assert.Empty(Events.Tags(_folder["1"]));
    }

    [Fact]
    public async Task Charts_AreImagesOfTheirEpochs()
    {
        await Fit("{}", new EvaluationCharts { Charts = EvaluationChartKinds.ConfusionMatrix }, new TensorBoard());
        var pictures = Events.Values(_folder["1"]).Where(v => v.Value.Tag == "confusion_matrix").ToList();
        Assert.Equal([1, 2], pictures.Select(p => p.Step));
        var picture = pictures[0].Value.Image;
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], picture.EncodedImageString.Take(4));
        Assert.True(picture is { Width: > 100, Height: > 100 });
    }

    [Fact]
    public async Task EvaluationCharts_AreInEvaluationFolderInAnyOrder()
    {
        foreach (var first in new[] { true, false })
        {
            var board = new TensorBoard(_folder[$"{first}"]);
            var charts = new EvaluationCharts();
            await new TestRun(_folder["runs"]).ExecuteAsync(r =>
            {
                using var trainer = _problem.Trainer(r, first ? [charts, board] : [board, charts]);
                trainer.Evaluate(_problem.Source());
                trainer.Evaluate(_problem.Source());
            });
            Assert.Equal(
                [1, 2],
                Events.Values(_folder[$"{first}"], "evaluation").Where(v => v.Value.Tag == "roc_curve").Select(v => v.Step)
            );
            Assert.Equal([1, 2], Events.Scalar(_folder[$"{first}/evaluation"], "loss").Select(v => v.Step));

            // Readers that discard the later steps of earlier files at the start of each file keep all values.
            using var kept = new EventLog(_folder[$"{first}/evaluation"]);
            Assert.Equal([1, 2], kept["loss"].Select(v => v.Step));
            Assert.Equal([1, 2], kept["roc_curve"].Select(v => v.Step));
        }
    }

    private HParamsPluginData Session(string tag) =>
        HParamsPluginData.Parser.ParseFrom(
            Assert.Single(Events.Values(_folder["1"]), v => v.Value.Tag == tag).Value.Metadata.PluginData.Content
        );

    private Task Fit(string config, params Callback[] callbacks) => new TestRun(_folder.Path, config).ExecuteAsync(r =>
    {
        using var trainer = _problem.TrainerWithMetrics(r, callbacks);
        trainer.Fit(_problem.Source(), 2, _problem.Source());
    });
}
