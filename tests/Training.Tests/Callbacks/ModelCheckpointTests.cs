using System.Globalization;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Gen.Training.Tests.Callbacks;

public sealed class ModelCheckpointTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new(learningRate: 0.01);

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void FileName_IsFormattedInInvariantCulture()
    {
        var culture = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            var history = Fit(new ModelCheckpoint(_folder["m-{epoch:D3}-{val_loss:F4}.weights"]), 2);
            var losses = history["val_loss"].Select(l => l.ToString("F4", CultureInfo.InvariantCulture)).ToList();
            Assert.Equal([$"m-001-{losses[0]}.weights", $"m-002-{losses[1]}.weights"], _folder.FileNames());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void LoadWeights_RestoresSavedWeights()
    {
        Fit(new ModelCheckpoint(_folder["last"]), 2);
        using var other = new RegressionProblem();
        Assert.NotEqual(_problem.Weights(), other.Weights());
        var live = LiveTensors.Count();
        ModelCheckpoint.LoadWeights(other.Model, _folder["last"]);
        Assert.Equal(live, Tensor.TotalCount);
        Assert.Equal(_problem.Weights(), other.Weights());
    }

    [Fact]
    public void KeepLast_DeletesOlderFiles()
    {
        var checkpoint = new ModelCheckpoint(_folder["{epoch}"]) { EveryNEpochs = 2, KeepLast = 2 };
        Fit(checkpoint, 9);
        Assert.Equal(["6", "8"], _folder.FileNames());
        Assert.Equal([_folder["6"], _folder["8"]], checkpoint.Files);
    }

    [Fact]
    public void EveryNSteps_CountsStepsOverEpochs()
    {
        Fit(new ModelCheckpoint(_folder["{epoch}-{step}"]) { EveryNSteps = 3 }, 2);
        Assert.Equal(["1-3", "2-6"], _folder.FileNames());
    }

    [Fact]
    public void SaveBestOnly_ComparesWithEarlierTrainings()
    {
        var checkpoint = new ModelCheckpoint(_folder["{epoch}"], "val_loss") { SaveBestOnly = true, Mode = MonitorMode.Max };
        Fit(checkpoint, 3);
        Assert.Equal(["1"], _folder.FileNames());
        Assert.Equal(0, checkpoint.BestEpoch);
        using var trainer = _problem.Trainer(checkpoint);
        using var error = new CapturedStandardError();
        trainer.Fit(_problem.Source(), 3, _problem.Source(), initialEpoch: 1);
        Assert.Equal(["1"], _folder.FileNames());
        Assert.StartsWith("warning: ModelCheckpoint saved no file, because no epoch had a better val_loss than ", error.Text);
    }

    [Fact]
    public void FileName_OfAKerasTutorial_IsFormattedAsThere()
    {
        var history = Fit(new ModelCheckpoint(_folder["weights.{epoch:02d}-{val_loss:.2f}.hdf5"]), 2);
        var names = history["val_loss"].Select((loss, i) => FormattableString.Invariant($"weights.{i + 1:D2}-{loss:F2}.hdf5"));
        Assert.Equal(names, _folder.FileNames());
    }

    [Theory]
    [InlineData("{val_los}", null, "ModelCheckpoint monitors 'val_los', which is not logged. Did you mean 'val_loss'?")]
    [InlineData("{epoch", null, "The file name '{epoch' has an unmatched brace.")]
    [InlineData("{epoch:Q7}", null, "'Q7' in '{epoch:Q7}' is not a number format. Use, for example, D3 or 03d.")]
    [InlineData("{val_loss:D3}", null, "'D3' in '{val_loss:D3}' is not a number format. Use, for example, F4 or .4f.")]
    [InlineData(
        "{val_loss:F4}",
        3,
        "ModelCheckpoint.EveryNSteps cannot be combined with log values, which are known only at the end of an epoch: remove one of the "
        + "two."
    )]
    public void InvalidFileName_ThrowsBeforeFirstBatch(string name, int? steps, string message)
    {
        Assert.Equal(message, Assert.Throws<TrainingException>(() => Fit(new ModelCheckpoint(name) { EveryNSteps = steps }, 1)).Message);
        Assert.Empty(_folder.FileNames());
    }

    [Fact]
    public void UnwritableFile_ThrowsAndLeavesNoTemporaryFile()
    {
        Directory.CreateDirectory(_folder["taken"]);
        var failure = Assert.Throws<TrainingException>(() => Fit(new ModelCheckpoint(_folder["taken"]), 1));
        Assert.StartsWith($"ModelCheckpoint could not write '{_folder["taken"]}': ", failure.Message);
        Assert.Empty(_folder.FileNames());
    }

    [Fact]
    public void LoadWeights_CorruptFileOrOtherModel_KeepsWeights()
    {
        Fit(new ModelCheckpoint(_folder["good"]), 1);
        var bytes = File.ReadAllBytes(_folder["good"]);
        bytes[^40] ^= 1;
        File.WriteAllBytes(_folder["damaged"], bytes);
        File.WriteAllBytes(_folder["cut"], bytes[..100]);
        File.WriteAllText(_folder["text"], "hello");
        var before = _problem.Weights();
        foreach (var name in new[] { "damaged", "cut", "text" })
            Assert.Throws<InvalidDataException>(() => ModelCheckpoint.LoadWeights(_problem.Model, _folder[name]));
        Assert.Equal(before, _problem.Weights());
        using var wider = Sequential(("first", Linear(3, 17)), ("last", Linear(17, 1)));
        var failure = Assert.Throws<InvalidDataException>(() => ModelCheckpoint.LoadWeights(wider, _folder["good"]));
        Assert.Equal(
            $"'{_folder["good"]}' is of another model: 'first.weight' must have shape [17, 3], but has [16, 3] (and 2 more).",
            failure.Message);
    }

    private History Fit(Callback callback, int epochs)
    {
        using var trainer = _problem.Trainer(callback);
        return trainer.Fit(_problem.Source(), epochs, _problem.Source());
    }
}
