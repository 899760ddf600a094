using System.Text.Json;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

public class SweepTests
{
    private const string Sweep =
        "dropout=uniform(0,0.6) --trials 12 --seed 3 --lag 4 --minimize val_loss --pruner halving --rungs 1,3 with epochs=6";

    [Fact]
    public void Sweep_KilledTwiceWithTwoJobs_HasTheTrialsOfOneProcess()
    {
        using var one = TrainHostProcess.Sweep(Sweep);
        Assert.True(one.WaitForExit() == 0, one.Errors);
        using var killed = TrainHostProcess.Sweep($"--jobs 2 {Sweep} delay=10");
        for (var kill = 0; kill < 2; kill++)
        {
            Thread.Sleep(2_500);
            killed.KillAndResumeSweep("--jobs 2");
        }

        Assert.True(killed.WaitForExit() == 0, killed.Errors);
        var expected = Outcomes(one);
        Assert.Equal(12, expected.Count);
        Assert.Contains(expected, o => o.Contains("PRUNED", StringComparison.Ordinal));
        Assert.Equal(expected, Outcomes(killed));
        Assert.Contains(Directory.GetDirectories(killed.Runs), WasResumed);
    }

    [Fact]
    public void Sweep_PrunedTrial_EndsItsTrainingAndKeepsNoCheckpoints()
    {
        using var sweep = TrainHostProcess.Sweep(Sweep);
        Assert.True(sweep.WaitForExit() == 0, sweep.Errors);
        var epochs = new Dictionary<string, int>();
        foreach (var run in Directory.GetDirectories(sweep.Runs).Where(r => char.IsAsciiDigit(Path.GetFileName(r)[0])))
        {
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "metrics.json")));
            epochs[Path.GetFileName(run)] = metrics.RootElement.GetProperty("val_loss").GetProperty("values").GetArrayLength();
        }

        foreach (var (trial, outcome) in Read(sweep))
        {
            var trained = epochs[outcome.GetProperty("run").GetString()!];
            if (outcome.GetProperty("state").GetString() == "PRUNED")
                Assert.True(trained == outcome.GetProperty("rungs").EnumerateArray().Last().GetProperty("epoch").GetInt32(), trial);
            else
                Assert.True(trained > 3, trial);   // EarlyStopping may end it
        }

        Assert.Single(Directory.GetDirectories(sweep.Runs, "checkpoints", SearchOption.AllDirectories));
        Assert.DoesNotContain("epoch 0 loss", sweep.Output);   // it is in cout.txt
    }

    private static bool WasResumed(string run) =>
        File.Exists(Path.Combine(run, "run.json")) && File.ReadAllText(Path.Combine(run, "run.json")).Contains("\"resumed\"");

    private static List<string> Outcomes(TrainHostProcess sweep) =>
        [.. Read(sweep).Select(o => string.Join(
            ' ', [o.Trial, .. ((string[])["state", "value", "rungs", "reason"]).Select(p => o.Outcome.GetProperty(p).GetRawText())]))];

    private static List<(string Trial, JsonElement Outcome)> Read(TrainHostProcess sweep)
    {
        var outcomes = new List<(string, JsonElement)>();
        var trials = Path.Combine(sweep.Runs, "sweeps", "1", "trials");
        foreach (var file in Directory.GetFiles(trials, "*.outcome.*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            outcomes.Add((Path.GetFileName(file)[..4], document.RootElement.Clone()));
        }

        return outcomes;
    }
}
