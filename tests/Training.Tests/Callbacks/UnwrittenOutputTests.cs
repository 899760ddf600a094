using Xunit;

namespace Gen.Training.Tests.Callbacks;

public sealed class UnwrittenOutputTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ClassificationProblem _problem = new();

    public void Dispose()
    {
        _folder.Dispose();
        _problem.Dispose();
    }

    [Fact]
    public async Task NoEpoch_AllWritersWarn()
    {
        Callback[] writers = [new CsvLogger("log.csv"), new ModelCheckpoint("m.weights"), new EvaluationCharts()];
        Assert.Equal(
            [
                "History wrote no history.svg, because no epoch was completed.",
                "CsvLogger wrote no line to 'log.csv', because no epoch was completed.",
                "ModelCheckpoint saved no file, because training ended before the first interval.",
                "EvaluationCharts drew no charts, because training ended before the first interval.",
                $"TensorBoard wrote no scalars to '{_folder["1"]}', because no epoch was completed.",
            ],
            await Warnings(0, writers));
    }

    [Fact]
    public async Task IntervalNotReached_Warns()
    {
        Callback[] writers = [new ModelCheckpoint("m.weights") { EveryNSteps = 1000 }, new EvaluationCharts { EveryNEpochs = 5 }];
        Assert.Equal(
            [
                "ModelCheckpoint saved no file, because training ended before the first interval.",
                "EvaluationCharts drew no charts, because training ended before the first interval.",
            ],
            await Warnings(2, writers)
        );
    }

    [Fact]
    public async Task FilesWritten_DoNotWarn() =>
        Assert.Empty(await Warnings(1, [new CsvLogger("log.csv"), new ModelCheckpoint("m.weights"), new EvaluationCharts()]));

    private async Task<List<string>> Warnings(int epochs, Callback[] callbacks)
    {
        var runs = new TestRun(_folder.Path);
        await runs.ExecuteAsync(run =>
        {
            using var trainer = _problem.Trainer(run, callbacks);
            trainer.Fit(_problem.Source(), epochs, _problem.Source());
        });
        return runs.Warnings;
    }
}
