using Gen.Training.Tests.Support;
using Microsoft.Extensions.Logging;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Checkpoints;

/// <summary>Loading the weights of completed runs into new models.</summary>
public sealed class RestoredModelsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestRun _log;

    public RestoredModelsTests() => _log = new TestRun(_folder.Path);

    private string Run1 => Path.Combine(_folder.Path, "1");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, true, true)]
    public async Task Best_AreWeightsOfBestEpoch(bool file, bool stopping, bool backup)
    {
        var states = await TrainAsync(new Restorable { BestFile = file, Stopping = stopping, Backup = backup, Seed = 4 });
        AssertGives(states[1], Weights.Best);
        var (loaded, _) = Loaded(Weights.Best);
        Assert.Equal((true, "val_loss", 2, 1), (loaded.AreBest, loaded.Monitor, loaded.Epochs, loaded.Fit));
        Assert.Equal(file ? "best.weights" : "epoch-000004.safetensors", Path.GetFileName(loaded.File));
    }

    [Fact]
    public async Task Last_AreWeightsOfNewestCheckpointDespiteEarlyStopping()
    {
        var states = await TrainAsync(new Restorable { BestFile = true, Stopping = true, Backup = true });
        AssertGives(states[3], Weights.Last);
        Assert.Equal((false, 4), (Loaded(Weights.Last).Loaded.AreBest, Loaded(Weights.Last).Loaded.Epochs));
    }

    [Fact]
    public async Task ClassNames_ComeFromCallback()
    {
        await TrainAsync(new Restorable { BestFile = true, Backup = true, Named = true });
        var (best, last) = (Loaded(Weights.Best).Loaded, Loaded(Weights.Last).Loaded);
        Assert.Equal(["low", "high"], best.ClassNames);
        Assert.Equal(["low", "high"], last.ClassNames);
        Assert.NotEqual(best.File, last.File);
    }

    [Fact]
    public async Task Best_NoBestWeights_LoadsLast()
    {
        var states = await TrainAsync(new Restorable { EveryFile = "weights/{epoch}.bin" });
        AssertGives(states[3], Weights.Best);
        Assert.Equal("4.bin", Path.GetFileName(Loaded(Weights.Best).Loaded.File));
    }

    [Fact]
    public async Task Load_BuildsModelOfRunsConfigInEvaluationMode()
    {
        await TrainAsync(new Restorable { Width = 5, Backup = true });
        using var model = Restored().Load(e => e.Build());
        Assert.False(model.training);
        Assert.Equal([5, 3], model.state_dict()["first.weight"].shape);
        Assert.Equal(5, Restored().Experiment.WidthOf());
    }

    [Fact]
    public async Task CorruptFile_IsSkippedWithWarning()
    {
        var states = await TrainAsync(new Restorable { Backup = true, BestFile = true, Stopping = true });
        Corrupt("best.weights");
        AssertGives(states[1], Weights.Best);
        Assert.Contains("best.weights' is corrupt", Assert.Single(_log.Warnings));
        Corrupt("checkpoints/fit-1/epoch-000004.safetensors");
        AssertGives(states[2], Weights.Last);
        AssertGives(states[1], Weights.Best);
        Corrupt("checkpoints/fit-1/epoch-000003.safetensors");
        var e = Assert.Throws<RestoreException>(() => Restored().Load(e => e.Build()));
        Assert.Contains("All weights of run 1 are corrupt: ", e.Message);
    }

    [Fact]
    public async Task CorruptFiles_GiveSavedWeightsOrError()
    {
        var states = await TrainAsync(new Restorable { Backup = true, BestFile = true, Epochs = 3 });
        var files = new[] { "best.weights", "checkpoints/fit-1/epoch-000003.safetensors" }.Select(f => Path.Combine(Run1, f)).ToList();
        var good = files.ConvertAll(File.ReadAllBytes);
        var random = new Random(3);
        for (var i = 0; i < 60; i++)
        {
            for (var f = 0; f < files.Count; f++)
                File.WriteAllBytes(files[f], random.Next(4) > 0 ? FileCorruption.Apply(good[f], random).Bytes : good[f]);
            foreach (var which in Enum.GetValues<Weights>())
            {
                try
                {
                    using var model = Restored().Load(e => e.Build(), which);
                    Assert.Contains(Restorable.Text(model), states);
                }
                catch (RestoreException)
                {
                }
            }
        }
    }

    [Fact]
    public async Task OtherModel_ThrowsWithLayerAndKeepsWeights()
    {
        await TrainAsync(new Restorable { BestFile = true });
        using var other = Restorable.Build(9);
        var before = Restorable.Text(other);
        var e = Assert.Throws<RestoreException>(() => Restored().LoadWeights(other));
        Assert.EndsWith("is of another model: 'first.weight' must have shape [9, 3], but has [8, 3] (and 2 more).", e.Message);
        Assert.Equal(before, Restorable.Text(other));
        Assert.Contains("must have shape [8, 4]", Assert.Throws<RestoreException>(() => Restored().Load(e => e.Build(inputs: 4))).Message);
    }

    [Fact]
    public async Task TwoFits_LoadsLastUnlessFitIsGiven()
    {
        var states = await TrainAsync(new Restorable { Fits = 2, EveryFile = "{epoch}-{step}.weights", Backup = true });
        AssertGives(states[3], Weights.Last);
        using var model = Restored().Load(e => e.Build(), Weights.Last, fit: 1);
        Assert.DoesNotContain(Restorable.Text(model), states);
        Assert.Equal(
            "Run 1 has no weights of fit 3. It has weights of 1, 2.",
            Assert.Throws<RestoreException>(() => Restored().Load(e => e.Build(), fit: 3)).Message
        );
    }

    [Fact]
    public async Task BestBySeveralMonitors_RequiresMonitor()
    {
        var states = await TrainAsync(new Restorable { BestFile = true, BestByLoss = true });
        var e = Assert.Throws<RestoreException>(() => Restored().Load(e => e.Build()));
        Assert.Equal("Run 1 has best weights by 'loss' and 'val_loss'. Pass one of them as monitor.", e.Message);
        using var model = Restored().Load(e => e.Build(), monitor: "loss");
        var newest = Directory.GetFiles(Run1, "*-by-loss.weights").Max(f => int.Parse(Path.GetFileName(f)[..1]));
        Assert.Equal(states[newest - 1], Restorable.Text(model));
    }

    [Fact]
    public async Task UnknownMonitor_ThrowsWithAvailableOnes()
    {
        await TrainAsync(new Restorable { BestFile = true });
        var e = Assert.Throws<RestoreException>(() => Restored().Load(e => e.Build(), monitor: "val_accuracy"));
        Assert.Equal("Run 1 has no best weights by 'val_accuracy'. It has best weights by 'val_loss'.", e.Message);
        using var model = Restored().Load(e => e.Build(), monitor: "val_loss");
    }

    [Fact]
    public async Task NoSavedWeights_ThrowsWithHint()
    {
        await TrainAsync(new Restorable());
        Assert.Contains(
            "Add a ModelCheckpoint or BackupAndRestore callback to save them.",
            Assert.Throws<RestoreException>(() => Restored().Load(e => e.Build())).Message
        );
    }

    [Fact]
    public async Task LoadFailure_DisposesModel()
    {
        await TrainAsync(new Restorable());
        torch.nn.Module<torch.Tensor, torch.Tensor>? made = null;
        Assert.Throws<RestoreException>(() => Restored().Load(e => made = e.Build()));
        Assert.ThrowsAny<Exception>(() => made!.state_dict()["first.weight"].sum().item<float>());
    }

    private Restored<Restorable> Restored() => Restorable.Restore(Run1, options: new RunOptions { LoggerFactory = _log });

    private (LoadedWeights Loaded, string Text) Loaded(Weights which)
    {
        using var model = Restorable.Build(8);
        return (Restored().LoadWeights(model, which), Restorable.Text(model));
    }

    private void AssertGives(string state, Weights which)
    {
        using var model = Restored().Load(e => e.Build(), which);
        Assert.Equal(state, Restorable.Text(model));
    }

    private async Task<List<string>> TrainAsync(Restorable config) =>
        (
            await Restorable.RunAsync(
                config,
                new RunOptions
                {
                    RunsDirectory = _folder.Path,
                    Capture = CaptureMode.No,
                    LogLevel = LogLevel.None,
                    HeartbeatInterval = TimeSpan.FromHours(1),
                }
            )
        ).Result!;

    private void Corrupt(string file)
    {
        var path = Path.Combine(Run1, file);
        var bytes = File.ReadAllBytes(path);
        for (var i = sizeof(ulong) + BitConverter.ToInt32(bytes); i < bytes.Length; i++)
            bytes[i] ^= 4;
        File.WriteAllBytes(path, bytes);
    }
}
