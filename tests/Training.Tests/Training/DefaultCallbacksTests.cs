using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Training;

/// <summary>What a trainer adds in a recorded run, and the folders of several trainers.</summary>
public sealed class DefaultCallbacksTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    [Fact]
    public async Task RecordedRun_WithoutCallbacks_HasEventFilesAndCheckpoints()
    {
        using var error = new CapturedStandardError();
        await new TestRun(_folder.Path).ExecuteAsync(run => Fit(_problem.TrainerWithMetrics(run)));

        Assert.Equal([1L, 2L], Events.Scalar(_folder["1/train"], "accuracy").Select(p => p.Step));
        Assert.Equal([1L, 2L], Events.Scalar(_folder["1/validation"], "loss").Select(p => p.Step));
        Assert.Equal(2, Directory.GetFiles(_folder["1/checkpoints"], "*.safetensors", SearchOption.AllDirectories).Length);
    }

    [Theory]
    [InlineData(DefaultCallbacks.None, false, false)]
    [InlineData(DefaultCallbacks.TensorBoard, true, false)]
    [InlineData(DefaultCallbacks.Checkpoints, false, true)]
    [InlineData(DefaultCallbacks.All & ~DefaultCallbacks.ProgressBar, true, true)]
    public async Task DefaultCallbacks_SwitchesEachOff(DefaultCallbacks callbacks, bool hasEvents, bool hasCheckpoints)
    {
        await new TestRun(_folder.Path).ExecuteAsync(run =>
        {
            var trainer = _problem.Trainer(run);
            trainer.DefaultCallbacks = callbacks;
            Fit(trainer);
        });

        Assert.Equal(hasEvents, Directory.Exists(_folder["1/train"]));
        Assert.Equal(hasCheckpoints, Directory.Exists(_folder["1/checkpoints"]));
    }

    [Fact]
    public async Task CallbackOfTheSameKind_ReplacesTheDefault()
    {
        await new TestRun(_folder.Path).ExecuteAsync(run => Fit(_problem.Trainer(
            run, new TensorBoard { OneFolder = true }, new BackupAndRestore { Folder = _folder["own"] })));

        Assert.False(Directory.Exists(_folder["1/train"]));
        Assert.Equal([1L, 2L], Events.Scalar(_folder["1"], "train/loss").Select(p => p.Step));
        Assert.Empty(Directory.GetFiles(_folder["1"], "*.safetensors", SearchOption.AllDirectories));
        Assert.NotEmpty(Directory.GetFiles(_folder["own"], "*.safetensors", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task UnobservedRun_HasNone()
    {
        History? history = null;
        using var error = new CapturedStandardError();
        await new TestRun(_folder.Path).ExecuteAsync(run => history = Fit(_problem.Trainer(run)), unobserved: true);

        Assert.Equal(2, history!["loss"].Count);
        Assert.Equal("", error.Text);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task SecondTrainer_WithoutName_FailsBeforeItsFirstBatch()
    {
        await new TestRun(_folder.Path).ExecuteAsync(run =>
        {
            Fit(_problem.Trainer(run));
            var second = _problem.Trainer(run);
            Assert.StartsWith(
                "Another trainer of this run has trained before. Set the Name of each",
                Assert.Throws<TrainingException>(() => Fit(second)).Message);

            // One that continues another has its folder and its curves.
            _problem.Trainer(run).Fit(_problem.Source(), 4, _problem.Source(), initialEpoch: 2);
        });
    }

    [Fact]
    public async Task SeveralTrainers_WithNames_HaveFoldersAndValuesOfTheirOwn()
    {
        Run? run = null;
        await new TestRun(_folder.Path).ExecuteAsync(r =>
        {
            run = r;
            foreach (var name in new[] { "fold_1", "fold_2" })
            {
                var trainer = _problem.Trainer(r, new ModelCheckpoint("best.weights"));
                trainer.Name = name;
                Fit(trainer);
            }
        });

        foreach (var name in new[] { "fold_1", "fold_2" })
        {
            Assert.Equal([1L, 2L], Events.Scalar(_folder[$"1/{name}/train"], "loss").Select(p => p.Step));
            Assert.True(File.Exists(_folder[$"1/{name}/best.weights"]));
            Assert.Equal([1L, 2L], run!.GetScalars($"{name}/val_loss").Select(p => p.Step));
        }

        Assert.Empty(run!.GetScalars("loss"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("train")]
    [InlineData("Checkpoints")]
    public void Name_NotAFolderOfItsOwn_Throws(string name)
    {
        using var trainer = _problem.Trainer(null);
        Assert.Contains(name, Assert.Throws<ArgumentException>(() => trainer.Name = name).Message);
    }

    [Fact]
    public void Options_AfterUse_Throw()
    {
        using var trainer = _problem.Trainer(null);
        trainer.Fit(_problem.Source(), 1);
        Assert.Equal(
            "DefaultCallbacks must be set before the trainer is used.",
            Assert.Throws<InvalidOperationException>(() => trainer.DefaultCallbacks = DefaultCallbacks.None).Message);
        Assert.Throws<InvalidOperationException>(() => trainer.Name = "late");
    }

    public void Dispose()
    {
        _problem.Dispose();
        _folder.Dispose();
    }

    private History Fit(Trainer trainer) => trainer.Fit(_problem.Source(), 2, _problem.Source());
}
