using Gen.Samples.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Samples.Tests.LearningRate;

/// <summary>The schedules' sample as a whole program.</summary>
public sealed class LearningRateTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Train_ScheduleByEpochs_IsInLogsAndEventFile()
    {
        var ended = SampleProgram.Run("LearningRate", _folder.Path, "with", "staircase", "epochs=21", "points=300");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("learning rate: first 0.1, highest 0.1, last 0.0111", ended.Output);
        double[] rates = [.. Enumerable.Repeat(0.1, 10), .. Enumerable.Repeat(0.1 / 3, 10), 0.1 / 9];
        using var log = new EventLog(Path.Combine(_folder.Path, "runs", "1"));
        Assert.Equal(rates, log["lr"].Select(r => (double)r.Scalar), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Contains("train/loss", log.Tags);
        Assert.Contains("val/loss", log.Tags);
        Assert.Contains("val/accuracy", log.Tags);
        Assert.Contains(log.Tags, t => t.StartsWith("learning_rate", StringComparison.Ordinal));
        Assert.Equal(22, File.ReadAllLines(Path.Combine(_folder.Path, "runs", "1", "epochs.csv")).Length);
    }

    [Fact]
    public void CompareSchedules_EachSchedule_HasRunAndRowOfItsOwn()
    {
        var ended = SampleProgram.Run(
            "LearningRate", _folder.Path, "compare-schedules", "with", "epochs=2", "points=150", "seed=4", "--no-progress");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        foreach (var (run, schedule) in new[] { (2, "constant"), (3, "staircase"), (4, "warm_cosine"), (5, "one_cycle"), (6, "plateau") })
        {
            Assert.Matches($@"│ {schedule} +│ {run} ", ended.Output);
            var config = SampleProgram.Json(_folder.Path, "runs", $"{run}", "config.json");
            Assert.Equal(4, config.GetProperty("seed").GetInt64());
            Assert.Equal(2, config.GetProperty("epochs").GetInt32());
        }
    }

    [Fact]
    public void CompareSchedules_EntriesOtherThanTheSchedule_AreThoseOfTheCommandLine()
    {
        var ended = SampleProgram.Run("LearningRate", _folder.Path, "compare-schedules", "with", "epochs=1", "points=150", "units=16",
            "batch_size=30", "device=cpu", "optimizer.weight_decay=0.001", "seed=4", "--no-progress");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        var command = Config(1);
        for (var run = 2; run <= 6; run++)
            Assert.Equal(command, Config(run));

        List<string> Config(int run) =>
        [
            .. SampleProgram.Json(_folder.Path, "runs", $"{run}", "config.json").EnumerateObject()
                .Where(e => e.Name != "schedule").Select(e => $"{e.Name}: {e.Value}"),
        ];
    }

    [Fact]
    public void Train_EntryThatTheScheduleDoesNotUse_IsRefused()
    {
        var ended = SampleProgram.Run("LearningRate", _folder.Path, "with", "constant", "schedule.gamma=0.5");

        Assert.Equal(2, ended.ExitCode);
        Assert.Contains("gamma", ended.Error);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();
}
