using System.Globalization;
using Xunit;

namespace Gen.Training.Tests.Callbacks;

public sealed class CsvLoggerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly RegressionProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public void EpochEnd_WritesLineWithExactNumbers()
    {
        var during = new List<int>();
        var history = Fit(
            new CsvLogger(_folder["log.csv"]),
            2,
            validation: true,
            new LambdaCallback { EpochEnd = _ => during.Add(File.ReadAllLines(_folder["log.csv"]).Length) }
        );
        var lines = File.ReadAllLines(_folder["log.csv"]).Select(l => l.Split(',')).ToList();
        Assert.Equal(["epoch", "loss", "val_loss", "lr"], lines[0]);
        Assert.Equal(["1", "2"], lines.Skip(1).Select(l => l[0]));
        Assert.Equal(history["val_loss"], lines.Skip(1).Select(l => double.Parse(l[2], CultureInfo.InvariantCulture)));
        Assert.Equal([2, 3], during);
    }

    [Fact]
    public void Append_ControlsReplacingOrExtendingFile()
    {
        Fit(new CsvLogger(_folder["log.csv"]), 2, validation: true);
        Fit(new CsvLogger(_folder["log.csv"]) { Append = true }, 1, validation: true);
        Assert.Equal(4, File.ReadAllLines(_folder["log.csv"]).Length);
        Fit(new CsvLogger(_folder["log.csv"]), 1, validation: true);
        Assert.Equal(2, File.ReadAllLines(_folder["log.csv"]).Length);
    }

    [Fact]
    public void Append_OtherColumns_ThrowsAndKeepsFile()
    {
        Fit(new CsvLogger(_folder["log.csv"]), 1, validation: true);
        var before = File.ReadAllText(_folder["log.csv"]);
        var failure = Assert.Throws<TrainingException>(() =>
            Fit(new CsvLogger(_folder["log.csv"]) { Append = true }, 1, validation: false)
        );
        Assert.EndsWith("the columns must be epoch,loss,lr, but are epoch,loss,val_loss,lr.", failure.Message);
        Assert.Equal(before, File.ReadAllText(_folder["log.csv"]));
    }

    [Fact]
    public void PathIsFolder_ThrowsBeforeFirstBatch()
    {
        Directory.CreateDirectory(_folder["taken"]);
        var failure = Assert.Throws<TrainingException>(() => Fit(new CsvLogger(_folder["taken"]), 1, validation: false));
        Assert.Equal($"CsvLogger cannot write '{_folder["taken"]}', because it is a folder.", failure.Message);
    }

    private History Fit(CsvLogger logger, int epochs, bool validation, params Callback[] others)
    {
        using var trainer = _problem.Trainer([logger, .. others]);
        return trainer.Fit(_problem.Source(), epochs, validation ? _problem.Source() : null);
    }
}
