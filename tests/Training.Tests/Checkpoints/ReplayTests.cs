using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>The part of a resumed run between its start and its newest checkpoint.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new(learningRate: 0.01);

    public void Dispose()
    {
        _problem.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Record_ContinuesAtNewestCheckpoint()
    {
        var first = new FakeRunRecord(_folder.Path);
        Fit(new BackupAndRestore(), first, 2, new LambdaCallback { EpochEnd = _ => first.Lines += 10 });
        var again = new FakeRunRecord(_folder.Path, replaying: true);
        Fit(new BackupAndRestore(), again, 3);
        Assert.Equal(["line 20"], again.Positions);
        Assert.Equal(("run's", false), (again.RandomState, again.IsReplaying));
    }

    [Fact]
    public void SeveralFits_RecordingStartsInFitWithNewestCheckpoint()
    {
        var (backup, first) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path));
        Fit(backup, first, 1);
        first.Lines = 7;
        Fit(backup, first, 1);
        var (later, again) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path, replaying: true));
        Fit(later, again, 1);
        Assert.True(again.IsReplaying);
        Fit(later, again, 2);
        Assert.Equal((1, "line 7"), (again.Positions.Count, again.Positions[0]));
    }

    [Fact]
    public void LastFitCorrupt_RecordingStartsInPreviousFit()
    {
        var (backup, first) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path) { Lines = 3 });
        Fit(backup, first, 1);
        Fit(backup, first, 1);
        File.WriteAllText(Path.Combine(_folder["fit-2"], "epoch-000001.safetensors"), "nothing");
        var (later, again) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path, replaying: true));
        Fit(later, again, 1);
        Assert.Equal(["line 3"], again.Positions);
        var epochs = 0;
        Fit(later, again, 1, new LambdaCallback { EpochEnd = _ => epochs++ });
        Assert.Equal((1, (string?)null), (epochs, later.RestoredFrom));
    }

    [Fact]
    public void MoreEpochsInEarlierFit_RecordsAndRestartsLaterFits()
    {
        var (backup, first) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path) { Lines = 3 });
        Fit(backup, first, 1);
        Fit(backup, first, 2);
        var (later, again) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path, replaying: true));
        Fit(later, again, 2);
        Assert.False(again.IsReplaying);
        var epochs = 0;
        Fit(later, again, 1, new LambdaCallback { EpochEnd = _ => epochs++ });
        Assert.Equal((1, (string?)null), (epochs, later.RestoredFrom));
        Assert.Equal(["epoch-000001.safetensors"], Directory.GetFiles(_folder["fit-2"]).Select(f => Path.GetFileName(f)));
    }

    [Fact]
    public void FewerEpochsThanBeganInTheLastFit_ContinuesTheRecord()
    {
        var interrupting = new LambdaCallback { BatchEnd = c => { if (c.Step == 9) throw new InvalidOperationException("killed"); } };
        Assert.Throws<TrainingException>(
            () => Fit(new BackupAndRestore { EveryNSteps = 1 }, new FakeRunRecord(_folder.Path) { Lines = 4 }, 5, interrupting));
        var (later, again) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path, replaying: true));
        Fit(later, again, 1);
        Assert.Equal((false, "line 4"), (again.IsReplaying, Assert.Single(again.Positions)));
        Assert.EndsWith("-batch-000001.safetensors", later.RestoredFrom);
    }

    [Fact]
    public void MorePatienceInEarlierFit_RecordsAndRestartsLaterFits()
    {
        var (backup, first) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path) { Lines = 3 });
        Fit(backup, first, 9, Stopping(2));
        Fit(backup, first, 1);
        var (later, again, epochs) = (new BackupAndRestore(), new FakeRunRecord(_folder.Path, replaying: true), new List<int>());
        var counting = new LambdaCallback { EpochEnd = c => epochs.Add(c.Epoch) };
        Fit(later, again, 9, Stopping(4), counting);
        Assert.Equal((false, "line 3"), (again.IsReplaying, Assert.Single(again.Positions)));
        Fit(later, again, 1, counting);
        Assert.Equal([3, 4, 0], epochs);

        // The loss falls, so that no epoch is better than the first.
        static EarlyStopping Stopping(int patience) => new("loss") { Mode = MonitorMode.Max, Patience = patience };
    }

    [Fact]
    public void NoValidCheckpoint_DoesNotTrain()
    {
        Fit(new BackupAndRestore(), new FakeRunRecord(_folder.Path), 1);
        File.WriteAllText(Path.Combine(_folder["fit-1"], "epoch-000001.safetensors"), "nothing");
        var steps = 0;
        var failure = Assert.Throws<TrainingException>(() =>
            Fit(
                new BackupAndRestore(),
                new FakeRunRecord(_folder.Path, replaying: true),
                2,
                new LambdaCallback { BatchBegin = _ => steps++ }
            )
        );
        Assert.Equal($"The run cannot be resumed, because all of its checkpoints in '{_folder.Path}' are corrupt.", failure.Message);
        Assert.Equal(0, steps);
    }

    [Fact]
    public void UnrecordedRun_Warns()
    {
        using var run = new CapturedStandardError();
        using var trainer = _problem.Trainer(new BackupAndRestore());
        trainer.Fit(_problem.Source(), 1);
        Assert.Contains("BackupAndRestore saves no checkpoints, because the run is not recorded and Folder is not set.", run.Text);
    }

    private void Fit(BackupAndRestore backup, FakeRunRecord record, int epochs, params Callback[] more)
    {
        using var trainer = new Trainer(_problem.Model, _problem.Optimizer, _problem.Loss, [backup, .. more]) { RunRecord = record };
        trainer.Fit(_problem.Source(), epochs);
    }
}
