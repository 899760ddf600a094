using Gen.Training.Checkpoints;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Checkpoints;

public sealed class BackupAndRestoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new(learningRate: 0.01);

    public void Dispose()
    {
        _problem.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Keep_KeepsNewestCheckpoints()
    {
        Fit(new BackupAndRestore { Folder = _folder.Path, EveryNSteps = 2 }, 3);
        Assert.Equal(["epoch-000003-batch-000002.safetensors", "epoch-000003.safetensors"], Names());
        Fit(new BackupAndRestore { Folder = _folder.Path, Restore = true, KeepLast = 3, EveryNEpochs = 2 }, 6);
        Assert.Equal(["epoch-000003.safetensors", "epoch-000004.safetensors", "epoch-000006.safetensors"], Names());
    }

    [Fact]
    public void CorruptNewest_WarnsAndUsesPrevious()
    {
        Fit(Backup(), 3);
        Corrupt("epoch-000003.safetensors");
        var backup = Backup();
        var warnings = CapturedStandardError.During(() => Fit(backup, 3));
        Assert.Contains($"BackupAndRestore: '{At("epoch-000003.safetensors")}' is corrupt: ", warnings);
        Assert.Contains("The previous checkpoint is used", warnings);
        Assert.Equal(At("epoch-000002.safetensors"), backup.RestoredFrom);
        Assert.Equal(["epoch-000002.safetensors", "epoch-000003.safetensors"], Names());
        using var whole = Checkpoint.Open(At("epoch-000003.safetensors"));
        Assert.Equal(new FitPosition(3, null), whole.Position);
    }

    [Fact]
    public void AllCorrupt_StartsAgain()
    {
        Fit(Backup(), 2);
        Array.ForEach(Names(), Corrupt);
        var backup = Backup();
        var epochs = 0;
        CapturedStandardError.During(() => Fit(backup, 2, new LambdaCallback { EpochEnd = _ => epochs++ }));
        Assert.Equal((2, (string?)null), (epochs, backup.RestoredFrom));
    }

    [Fact]
    public void NewestCorruptedAnywhere_UsesPrevious()
    {
        Fit(new BackupAndRestore { Folder = _folder.Path, EveryNSteps = 2 }, 2);
        var good = File.ReadAllBytes(At("epoch-000002.safetensors"));
        var random = new Random(6);
        var folder = new CheckpointFolder(_folder.Path, 1);
        for (var i = 0; i < TestIterations.Scaled(200) * 2; i++)
        {
            var (what, bytes) = FileCorruption.Apply(good, random);
            File.WriteAllBytes(At("epoch-000002.safetensors"), bytes);
            var warnings = new List<string>();
            using var used = folder.OpenNewest(warnings.Add);
            Assert.True(
                used?.Position == new FitPosition(1, 2) && warnings.Count == 1,
                $"case {i}, {what}: {used?.Position} {string.Join('\n', warnings)}"
            );
        }
    }

    [Fact]
    public void UnwritableCheckpoint_KeepsEarlierOneAndContinues()
    {
        // Writing fails as on a full disk, because a folder has the name of the file.
        Directory.CreateDirectory(At("epoch-000002.safetensors.tmp"));
        Directory.CreateDirectory(At("epoch-000003.safetensors.tmp"));
        History? history = null;
        var warnings = CapturedStandardError.During(() => history = Fit(Backup(), 3));
        Assert.Equal(3, history!.Epochs.Count);
        Assert.Equal(["epoch-000001.safetensors"], Names());
        Assert.Equal(2, warnings.TrimEnd().Split('\n').Length);
        Assert.StartsWith($"warning: BackupAndRestore cannot write '{At("epoch-000002.safetensors")}': ", warnings);
        var last = At("epoch-000003.safetensors");
        Assert.Contains($"warning: BackupAndRestore could not write 2 of 3 checkpoints, the last one to '{last}': ", warnings);
    }

    [Fact]
    public void UnsupportedDtype_FailsTraining()
    {
        var failure = Assert.Throws<TrainingException>(() =>
            Fit(Backup(), 2, new LambdaCallback { Saving = s => s.Set("wave", zeros(2, ScalarType.ComplexFloat32)) })
        );
        Assert.Equal(
            "BackupAndRestore could not save a checkpoint: 'callback.2.wave' has dtype ComplexFloat32, which safetensors does not support.",
            failure.Message
        );
    }

    [Fact]
    public void IncompleteFile_IsNotUsed()
    {
        Fit(Backup(), 1);
        File.WriteAllText(At("epoch-000002.safetensors.tmp"), "half");
        var backup = Backup();
        Fit(backup, 1);
        Assert.Equal((At("epoch-000001.safetensors"), false), (backup.RestoredFrom, File.Exists(At("epoch-000002.safetensors.tmp"))));
    }

    [Fact]
    public void OtherModel_ThrowsWithLayerAndShapes()
    {
        Fit(Backup(), 1);
        using var wider = Sequential(("first", Linear(3, 17)), ("last", Linear(17, 1)));
        using var optimizer = optim.SGD(wider.parameters(), 0.01);
        using var trainer = new Trainer(wider, optimizer, _problem.Loss, Backup());
        var failure = Assert.ThrowsAny<Exception>(() => trainer.Fit(_problem.Source(), 2));
        Assert.Equal(
            $"'{At("epoch-000001.safetensors")}' is of another model: 'first.weight' must have shape [17, 3], but has [16, 3] "
            + "(and 2 more).",
            failure.Message
        );
    }

    [Fact]
    public void OtherOptimizer_Throws()
    {
        Fit(Backup(), 1);
        using var optimizer = optim.Adam(_problem.Model.parameters(), 0.01);
        using var trainer = new Trainer(_problem.Model, optimizer, _problem.Loss, Backup());
        Assert.Equal(
            $"'{At("epoch-000001.safetensors")}' is of another training: the optimizer must be Adam, but was SGD.",
            Assert.ThrowsAny<Exception>(() => trainer.Fit(_problem.Source(), 2)).Message
        );
    }

    [Fact]
    public void CheckpointsOfEarlierTraining_AreNotOverwritten()
    {
        Fit(Backup(), 1);
        var failure = Assert.Throws<TrainingException>(() => Fit(new BackupAndRestore { Folder = _folder.Path }, 1));
        Assert.Equal(
            $"BackupAndRestore would overwrite the checkpoints in '{_folder["fit-1"]}'. Set Restore to continue from them, or choose "
            + $"another Folder.",
            failure.Message
        );
    }

    [Fact]
    public void SecondFit_ResumesInSecondFit()
    {
        var backup = Backup();
        Fit(backup, 2);
        Fit(backup, 3);
        var again = Backup();
        var epochs = 0;
        Fit(again, 2, new LambdaCallback { EpochEnd = _ => epochs++ });
        Fit(again, 4, new LambdaCallback { EpochEnd = _ => epochs++ });
        Assert.Equal((1, Path.Combine(_folder["fit-2"], "epoch-000003.safetensors")), (epochs, again.RestoredFrom));
    }

    [Fact]
    public void MovedFolderAndNewCallback_Resumes()
    {
        Fit(Backup(), 2);
        Directory.Move(_folder["fit-1"], Directory.CreateDirectory(_folder["moved"]).FullName + "/fit-1");
        var backup = new BackupAndRestore { Folder = _folder["moved"], Restore = true };
        var warnings = CapturedStandardError.During(() => Fit(backup, 3, new CsvLogger(_folder["log.csv"])));
        Assert.Contains("the checkpoint has no state of CsvLogger, which starts from the beginning.", warnings);
        Assert.Equal(2, File.ReadAllLines(_folder["log.csv"]).Length);
        Assert.EndsWith("epoch-000002.safetensors", backup.RestoredFrom);
    }

    [Fact]
    public void NoTensor_IsLeaked()
    {
        Fit(Backup(), 1);
        var live = LiveTensors.Count();
        Fit(Backup(), 2);
        var after = LiveTensors.Count();

        Assert.Equal(live, after);
    }

    private BackupAndRestore Backup() => new() { Folder = _folder.Path, Restore = true };

    private History Fit(BackupAndRestore backup, int epochs, params Callback[] more)
    {
        using var trainer = _problem.Trainer([backup, .. more]);
        return trainer.Fit(_problem.Source(), epochs);
    }

    private string At(string name) => Path.Combine(_folder["fit-1"], name);

    private string[] Names() => [.. Directory.GetFiles(_folder["fit-1"]).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private void Corrupt(string name)
    {
        var bytes = File.ReadAllBytes(At(name));
        bytes[^9] ^= 4;
        File.WriteAllBytes(At(name), bytes);
    }
}
