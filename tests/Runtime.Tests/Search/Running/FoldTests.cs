using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

[Collection(nameof(ProcessWide))]
public class FoldTests
{
    [Fact]
    public async Task Run_WithoutCrossValidation_HasOneFold()
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(CrossValidated.RunAsync, folder, "level=2");
        Assert.Equal((0, "fold 0 of 1\n"), (result.ExitCode, result.Out));
    }

    [Fact]
    public async Task Sweep_Folds_RunsEachAndShowsMeanAndSpread()
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(CrossValidated.RunAsync, folder, "sweep", "level=2,1", "--folds", "3", "--seed", "1");
        Assert.True(result.ExitCode == 0, result.Error);
        string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var lines = result.Out.Split('\n').Select(Cells).ToArray();
        Assert.Equal(["trial", "status", "result", "spread", "folds", "level", "time", "run"], lines[0]);
        Assert.Equal(["1", "COMPLETED", "1.25", "0.25", "1 1.25 1.5", "1"], lines[1][..6]);
        Assert.Equal(["0", "COMPLETED", "2.25", "0.25", "2 2.25 2.5", "2"], lines[2][..6]);
        for (var run = 1; run <= 6; run++)
        {
            Assert.Equal($"fold {(run - 1) % 3} of 3\n", File.ReadAllText(folder.In("runs", $"{run}", "cout.txt")));
            Assert.Equal((run - 1) % 3, RunFiles.Json(folder.In("runs", $"{run}", "run.json")).GetProperty("fold").GetInt32());
        }
    }

    [Fact]
    public async Task Sweep_FailedFold_IsAFailedTrial()
    {
        using var folder = TempFolder.ForCaller();
        var result = await Program.Run(CrossValidated.RunAsync, folder, "sweep", "fails=1,-1", "--folds", "2", "--seed", "1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("trial 0 failed: InvalidOperationException: on purpose", result.Out);
        Assert.Equal(["1", "COMPLETED"], [.. result.Out.Split('\n')[1].Split("  ", StringSplitOptions.RemoveEmptyEntries)[..2]]);
    }

    [Fact]
    public async Task Sweep_PrunerWithFolds_EndsAfterAFold()
    {
        using var folder = TempFolder.ForCaller();
        string[] words = ["sweep", "level=1,2,3,4,5,6", "--folds", "3", "--pruner", "halving", "--lag", "1", "--seed", "1"];
        var result = await Program.Run(CrossValidated.RunAsync, folder, words);
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("PRUNED (fold 1)", result.Out);
        Assert.Equal(1, result.Out.Split('\n').Count(l => l.Contains("COMPLETED", StringComparison.Ordinal)));
        Assert.Equal(3 + 5, RunDirectories.In(folder.In("runs")).Count);
    }

    [Fact]
    public async Task Resume_TrialWithEndedFolds_RunsTheOthers()
    {
        using var folder = TempFolder.ForCaller();
        await Program.Run(CrossValidated.RunAsync, folder, "sweep", "level=1", "--folds", "3", "--seed", "1");
        var trials = folder.In("runs", "sweeps", "1", "trials");
        File.Delete(Path.Combine(trials, "0000.outcome.1.json"));
        File.Delete(Path.Combine(trials, "0000.fold.2.json"));
        var result = await Program.Run(CrossValidated.RunAsync, folder, "sweep", "resume", "1");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("1.25", result.Out);
        Assert.Equal("fold 2 of 3\n", File.ReadAllText(folder.In("runs", "4", "cout.txt")));
        Assert.False(Directory.Exists(folder.In("runs", "5")));
    }
}
