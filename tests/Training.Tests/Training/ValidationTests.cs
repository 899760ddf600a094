using System.Text.Json;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Training;

/// <summary>When a fit validates, and what is called without the values of a validation. An epoch has 4 steps.</summary>
public sealed class ValidationTests : IDisposable
{
    private readonly ClassificationProblem _problem = new();
    private readonly TempFolder _folder = new();
    private readonly List<string> _events = [];

    public void Dispose()
    {
        _problem.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void EveryNEpochs_ValidatesOnlyThen()
    {
        var history = Fit(5, new() { ValidateEveryNEpochs = 2 });
        Assert.Equal(["end of 1: 8", "end of 3: 16"], _events);
        Assert.Equal([false, true, false, true, false], history["val_loss"].Select(double.IsFinite));
        Assert.All(history["loss"], v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void EveryNSteps_ValidatesWithinEpochs_AndAtTheirEnds()
    {
        var history = Fit(2, new() { ValidateEveryNSteps = 3 });
        Assert.Equal(["within 0: 3", "end of 0: 4", "within 1: 6", "end of 1: 8"], _events);
        Assert.All(history["val_loss"], v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void EveryNSteps_AtTheEndOfAnEpoch_ValidatesOnce()
    {
        Fit(2, new() { ValidateEveryNSteps = 2 });
        Assert.Equal(["within 0: 2", "end of 0: 4", "within 1: 6", "end of 1: 8"], _events);
    }

    [Fact]
    public void EveryNStepsOnly_GivesEpochsTheLastValues()
    {
        var values = new List<double>();
        var history = Fit(
            3,
            new() { ValidateEveryNEpochs = null, ValidateEveryNSteps = 5 },
            callbacks: new LambdaCallback { TestEnd = c => values.Add(c.Logs["loss"]) });
        Assert.Equal(["within 1: 5", "within 2: 10"], _events);
        Assert.Equal([double.NaN, values[0], values[1]], history["val_loss"]);
    }

    [Fact]
    public void ValidateFalse_CallsNothingThatNeedsTheValues()
    {
        var saved = new ModelCheckpoint(_folder["best.weights"]) { SaveBestOnly = true };
        var reads = new LambdaCallback { EpochEnd = _ => _events.Add("read"), MonitoredKeys = ["val_loss"] };
        using var error = new CapturedStandardError();
        var history = Fit(2, new(), validate: false, saved, reads, new EarlyStopping());
        Assert.Empty(_events);
        Assert.Equal(2, history.Epochs.Count);
        Assert.DoesNotContain("val_loss", history.Keys);
        Assert.Empty(saved.Files);
    }

    [Fact]
    public async Task WithinEpochs_ValuesAreRecordedByStep()
    {
        var runs = new TestRun(_folder.Path);
        var run = await runs.ExecuteAsync(run =>
        {
            using var trainer = new Trainer(
                _problem.Model, _problem.Optimizer, _problem.Loss, new TensorBoard(_folder["tb"]))
            {
                Run = run,
                Options = new() { ValidateEveryNSteps = 3 },
            };
            trainer.Fit(_problem.Source(), 2, _problem.Source());
        });
        using var metrics = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run.Directory!, "metrics.json")));
        var steps = metrics.RootElement.GetProperty("batch/val_loss").GetProperty("steps");
        Assert.Equal([3, 6], steps.EnumerateArray().Select(s => s.GetInt64()));
        Assert.Equal([3, 6], Events.Scalar(_folder["tb/validation_batches"], "batch/loss").Select(s => s.Step));
        Assert.Equal([1, 2], Events.Scalar(_folder["tb/validation"], "loss").Select(s => s.Step));
    }

    [Fact]
    public void CanceledEpoch_IsNotRecorded()
    {
        using var cancellation = new CancellationTokenSource();
        var name = _folder["weights.{epoch}-{val_loss:F2}"];
        var saved = new ModelCheckpoint(name);
        var reads = new LambdaCallback { EpochEnd = c => _events.Add($"read {c.Epoch}"), MonitoredKeys = ["val_loss"] };
        using var trainer = new Trainer(
            _problem.Model,
            _problem.Optimizer,
            _problem.Loss,
            saved,
            reads,
            new LambdaCallback { BatchEnd = c => { if (c.Step == 5) cancellation.Cancel(); } })
        {
            CancellationToken = cancellation.Token,
        };
        Assert.Throws<OperationCanceledException>(() => trainer.Fit(_problem.Source(), 3, _problem.Source()));
        Assert.Equal(["read 0"], _events);
        Assert.Single(saved.Files);
        Assert.Equal([0], trainer.History.Epochs);
    }

    [Theory]
    [InlineData(0, null, "ValidateEveryNEpochs must be at least 1, but was 0.")]
    [InlineData(1, 0, "ValidateEveryNSteps must be at least 1, but was 0.")]
    public void BelowOne_IsRefused(int epochs, int? steps, string message) => Assert.Equal(
        message,
        Assert.Throws<TrainingException>(() => Fit(1, new() { ValidateEveryNEpochs = epochs, ValidateEveryNSteps = steps })).Message);

    private History Fit(int epochs, TrainerOptions options, bool validate = true, params Callback[] callbacks)
    {
        var log = new LambdaCallback
        {
            TestEnd = c => _events.Add(FormattableString.Invariant(
                $"{(c.IsWithinEpoch ? "within" : "end of")} {c.Epoch}: {c.Step}")),
        };
        using var trainer = new Trainer(_problem.Model, _problem.Optimizer, _problem.Loss, [log, .. callbacks]) { Options = options };
        return trainer.Fit(_problem.Source(), epochs, _problem.Source(), validate: validate);
    }
}
