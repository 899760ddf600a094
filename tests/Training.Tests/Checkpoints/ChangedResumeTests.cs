using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>A training that is resumed with other options than it was interrupted with.</summary>
public sealed class ChangedResumeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new();
    private readonly CapturedStandardError _log = new();

    public void Dispose()
    {
        _log.Dispose();
        _problem.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(4, 8, new[] { 0, 1, 2, 3, 4 }, "val_loss did not improve for 4 epochs")]
    [InlineData(4, 4, new[] { 0, 1, 2, 3 }, null)]
    [InlineData(2, 8, new[] { 0, 1, 2 }, "val_loss did not improve for 2 epochs")]
    [InlineData(1, 8, new[] { 0, 1, 2 }, "val_loss did not improve for 2 epochs")]
    public void StoppedEarly_GoesOnWithMorePatience(int patience, int epochs, int[] trained, string? reason)
    {
        var first = Train(2, 8);
        Assert.Equal([0, 1, 2], first.Epochs);
        Assert.Equal("val_loss did not improve for 2 epochs", first.StopReason);
        var second = Train(patience, epochs);
        Assert.Equal(trained, second.Epochs);
        Assert.Equal(reason, second.StopReason);
        Assert.Equal(trained.Length == 3, _log.Text.Contains("where it ends: val_loss did not improve", StringComparison.Ordinal));

        // Without a step of the optimizer, no epoch is better than the first.
        History Train(int patience, int epochs)
        {
            using var optimizer = optim.SGD(_problem.Model.parameters(), 0);
            using var trainer = new Trainer(
                _problem.Model, optimizer, nn.MSELoss(), Backup(null), new EarlyStopping { Patience = patience });
            return trainer.Fit(_problem.Source(), epochs, _problem.Source());
        }
    }

    [Fact]
    public void StoppedByAHook_StaysStopped()
    {
        for (var i = 0; i < 2; i++)
        {
            using var optimizer = optim.SGD(_problem.Model.parameters(), 0);
            using var trainer = new Trainer(
                _problem.Model,
                optimizer,
                nn.MSELoss(),
                Backup(null),
                new LambdaCallback { EpochEnd = c => c.Stop("enough") },
                new EarlyStopping { Patience = 9 });
            Assert.Equal([0], trainer.Fit(_problem.Source(), 8, _problem.Source()).Epochs);
        }
    }

    [Fact]
    public void InterruptedInEpoch_ThenFewerEpochs_RestoresTheModel()
    {
        using var scope = NewDisposeScope();
        var interrupting = new LambdaCallback { BatchEnd = c => { if (c.Step == 9) throw new InvalidOperationException("killed"); } };
        Assert.Throws<TrainingException>(() => Train(4, Backup(1), interrupting));
        var trained = _problem.Model.parameters().Select(p => p.detach().clone()).ToList();
        using (no_grad())
        {
            foreach (var parameter in _problem.Model.parameters())
                parameter.fill_(7);
        }

        var history = Train(1, Backup(null));
        Assert.Equal([0, 1], history.Epochs);
        Assert.Contains("restored the training in epoch 3 after 1 batches, where it ends: the number of epochs is 1.", _log.Text);
        Assert.All(_problem.Model.parameters().Zip(trained), p => Assert.NotEqual(7, p.First.max().ToDouble()));

        History Train(int epochs, params Callback[] callbacks)
        {
            using var optimizer = optim.SGD(_problem.Model.parameters(), 0.01);
            using var trainer = new Trainer(_problem.Model, optimizer, nn.MSELoss(), callbacks);
            return trainer.Fit(_problem.Source(), epochs);
        }
    }

    private BackupAndRestore Backup(int? everySteps) =>
        new() { Folder = _folder["checkpoints"], Restore = true, EveryNSteps = everySteps };
}
