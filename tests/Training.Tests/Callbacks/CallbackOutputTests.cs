using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Callbacks;

/// <summary>
/// What cannot be written beside a training does not end it: one warning at the first failure, one at the end of what is missing, and
/// files again from the moment at which there is a place for them.
/// </summary>
public sealed class CallbackOutputTests : IDisposable
{
    private const int Epochs = 5;

    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();
    private DateTime _back;

    public static TheoryData<string> Writers => ["csv", "charts", "tensorboard", "weights", "checkpoints", "trace"];

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void FolderGoneForAWhile_WritesAgainAndWarnsTwice(string writer)
    {
        var warnings = Fit(writer, firstGone: 2, firstBack: 4);
        Assert.InRange(warnings.Length, 1, 2);
        Assert.Contains(" cannot write '", warnings[0]);
        Assert.EndsWith("The training continues, and writing is tried again.", warnings[0]);
        Assert.All(warnings.Skip(1), w => Assert.Contains(" could not write ", w));
        Assert.Contains(Files(), f => File.GetLastWriteTimeUtc(f) > _back);
    }

    [Theory]
    [MemberData(nameof(Writers))]
    public void FolderGoneUntilTheEnd_SaysWhatIsMissing(string writer)
    {
        var failure = default(Exception);
        var warnings = CapturedStandardError.During(() => failure = Record.Exception(() => Train(writer, 2, int.MaxValue)));
        Assert.Equal(2, warnings.Count(c => c == '\n'));
        Assert.Matches(
            @"^warning: \w+ cannot write '.*\nwarning: \w+ could not write [1-9]\d* of [1-9]\d* \w+, the last one to '", warnings);
        if (writer == "weights")
            Assert.StartsWith("ModelCheckpoint could not write '", Assert.IsType<TrainingException>(failure).Message);
        else
            Assert.Null(failure);
    }

    [Fact]
    public void CsvLogger_FolderGoneForAWhile_HasAllLines()
    {
        Fit("csv", 2, 4);
        Assert.Equal(["epoch", "1", "2", "3", "4", "5"], File.ReadLines(_folder["out/log.csv"]).Select(l => l.Split(',')[0]));
    }

    [Fact]
    public void TensorBoard_FolderGoneForAWhile_HasAllScalars()
    {
        Fit("tensorboard", 2, 4);
        Assert.Equal([1, 2, 3, 4, 5], Events.Scalar(_folder["out/train"], "loss").Select(v => v.Step));
        Assert.Equal([1, 2, 3, 4, 5], Events.Scalar(_folder["out/validation"], "loss").Select(v => v.Step));
    }

    [Fact]
    public void BestWeights_FolderGoneWhenTheyWereFound_AreWrittenLater()
    {
        // The loss rises after the second epoch.
        var best = "";
        Train("best", 2, 4, new LambdaCallback
        {
            EpochEnd = context =>
            {
                if (context.Epoch != 1)
                    return;
                best = Weights();
                foreach (var group in context.Optimizer!.ParamGroups)
                    group.LearningRate = -0.1;
            },
        });
        Assert.NotEqual(best, Weights());
        ModelCheckpoint.LoadWeights(_problem.Model, _folder["out/weights"]);
        Assert.Equal(best, Weights());
    }

    private string Weights() => string.Join(' ', _problem.Model.parameters().SelectMany(p => p.detach().data<float>().ToArray()));

    private string[] Files() => Directory.GetFiles(_folder["out"], "*", SearchOption.AllDirectories);

    private string[] Fit(string writer, int firstGone, int firstBack) =>
        CapturedStandardError.During(() => Train(writer, firstGone, firstBack)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private void Train(string writer, int firstGone, int firstBack, params Callback[] others)
    {
        Directory.CreateDirectory(_folder["out"]);
        Callback fault = new LambdaCallback
        {
            EpochBegin = context =>
            {
                if (context.Epoch + 1 == firstGone)
                    MoveAway(writer);
                if (context.Epoch + 1 == firstBack)
                    MoveBack();
            },
        };
        using var trainer = _problem.Trainer(null, [fault, Create(writer), .. others]);
        trainer.Fit(_problem.Source(), Epochs, _problem.Source());
    }

    private Callback Create(string writer) => writer switch
    {
        "csv" => new CsvLogger(_folder["out/log.csv"]),
        "charts" => new EvaluationCharts { Folder = _folder["out"] },
        "tensorboard" => new TensorBoard(_folder["out"]) { HistogramEveryNEpochs = 1, BatchEveryNSteps = 1, WeightImages = true },
        "weights" => new ModelCheckpoint(_folder["out/weights"]),
        "best" => new ModelCheckpoint(_folder["out/weights"], "val_loss") { SaveBestOnly = true },
        "checkpoints" => new BackupAndRestore { Folder = _folder["out"] },
        _ => new Profiler(_folder["out/trace.json"]) { Steps = 5..6, ShowTable = false },
    };

    // A file is in its place, so that the folder cannot be made anew.
    private void MoveAway(string writer)
    {
        Directory.Move(_folder["out"], _folder["away"]);
        File.WriteAllText(_folder["out"], "");

        // An event file looks once a second whether it was deleted.
        if (writer == "tensorboard")
            Thread.Sleep(1100);
    }

    private void MoveBack()
    {
        File.Delete(_folder["out"]);
        Directory.Move(_folder["away"], _folder["out"]);

        // Times of files are up to 10 ms late.
        _back = DateTime.UtcNow;
        Thread.Sleep(20);
    }
}
