using System.Text.Json;
using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Configuration.Subjects;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>The command sweep of <see cref="Subject"/>, whose result is the number of epochs.</summary>
[Collection(nameof(ProcessWide))]
public class SweepCommandTests
{
    [Theory]
    [InlineData("sweep", "Command sweep requires what to vary")]
    [InlineData("sweep epohcs=1,2", "Search space: Entry 'epohcs' does not exist. Did you mean 'epochs'?")]
    [InlineData("sweep epochs=1,many", "Search space: Entry 'epochs' must be an integer")]
    [InlineData("sweep epochs=1,200", "Search space: Entry 'epochs' must be from 1 to 100, but was 200.")]
    [InlineData("sweep epochs=int(1,200) --trials 3", "Search space: Entry 'epochs' must be from 1 to 100, but was 200.")]
    [InlineData("sweep epochs=1,1", "Search space: '1' is twice among the values of 'epochs'.")]
    [InlineData("sweep epochs=1,2 Epochs=3,4", "Search space: 'epochs' is varied twice.")]
    [InlineData("sweep double=1,2", "Search space: Entry 'double' is derived from other entries and cannot be set.")]
    [InlineData("sweep quik,default", "Search space: Named config 'quik' does not exist. Did you mean 'quick'?")]
    [InlineData("sweep epochs=int(5,1) --trials 3", "Search space: int(5,1) of 'epochs' is empty, because 5 is not below 1.")]
    [InlineData("sweep learning_rate=log(0,1) --trials 3", "Search space: log(0,1) of 'learning_rate' must be above 0")]
    [InlineData("sweep learning_rate=lgo(1,2) --trials 3", "Search space: 'lgo' of 'learning_rate' does not exist. Did you mean 'log'?")]
    [InlineData("sweep learning_rate=log(1) --trials 3", "must have two numbers, the least and the greatest.")]
    [InlineData("sweep epochs=log(1.5,3) --trials 3", "Search space: log(1.5,3) of 'epochs' must have two integers.")]
    [InlineData("sweep path=uniform(0,1) --trials 3", "Search space: 'path' is no number but string, so that its values must be listed")]
    [InlineData("sweep learning_rate=log(1,2)", "Command sweep requires --trials, because the search space has a range.")]
    [InlineData("sweep learning_rate=log(1,2) --trials 3 --sampler grid", "Sampler grid requires values of 'learning_rate' to try")]
    [InlineData("sweep epochs=1,2 --sampler tpee", "Sampler 'tpee' does not exist. Did you mean 'tpe'?")]
    [InlineData("sweep epochs=1,2 --pruner halfing", "Pruner 'halfing' does not exist. Did you mean 'halving'?")]
    [InlineData("sweep epochs=1,2 --pruner median", "Option --pruner requires a scalar that runs log each epoch")]
    [InlineData("sweep epochs=1,2 --rungs 1,3", "Option --rungs requires --pruner.")]
    [InlineData("sweep epochs=1,2 --rungs 3,1 --pruner median --minimize loss", "Option --rungs must be ascending integers from 1")]
    [InlineData("sweep epochs=1,2 --trials 0", "Option --trials must be an integer from 1 to 2147483647, but was '0'.")]
    [InlineData("sweep epochs=1,2 --maximize a --minimize b", "Options --minimize and --maximize cannot be combined.")]
    [InlineData("sweep epochs=1,2 --reduce mean", "Option --reduce must be best or last, but was 'mean'.")]
    [InlineData("sweep epochs=1,2 -u", "Option --unobserved cannot be combined with sweep")]
    [InlineData("sweep epochs=1,2 --trails 3", "Option '--trails' does not exist. Did you mean '--trials'?")]
    [InlineData("sweep resmue 3", "'resmue' is neither a search space nor an action of sweep. Did you mean 'resume'?")]
    [InlineData("sweep resume", "Command sweep resume requires the number of a sweep.")]
    [InlineData("sweep resume 3", "Sweep '3' does not exist in ")]
    [InlineData("sweep resume ../3", "Sweep '../3' does not exist in ")]
    [InlineData("sweep show 3 --jobs 2", "Option --jobs cannot be combined with sweep show.")]
    [InlineData("sweep retry 3 --launcher slurm", "Option --launcher cannot be combined with sweep retry.")]
    [InlineData("sweep resume 3 --trials 9", "Option --trials cannot be changed: it is part of the sweep.")]
    [InlineData("sweep epochs=1,2 --partition gpu", "Option --partition requires --launcher slurm.")]
    [InlineData("sweep epochs=1,2 --launcher slrum", "Option --launcher must be local or slurm, but was 'slrum'.")]
    [InlineData("--trials 3 with quick", "Option --trials is one of the command sweep")]
    public async Task AMistakeStopsBeforeAnythingRuns(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains(message, await Program.Refused(folder, line.Split(' ')));
    }

    [Fact]
    public async Task Sweep_Grid_RunsAllAndShowsTheBestFirst()
    {
        using var folder = TempFolder.ForCaller();
        var (exitCode, output, errors) = await Run(folder, "sweep epochs=3,1,2 learning_rate=0.5,1e-3 --maximize result --seed 1");
        Assert.Equal(0, exitCode);
        var lines = output.Split('\n');
        Assert.Equal("trial,status,result,epochs,learning_rate,time,run", string.Join(',', Cells(lines[0])));
        Assert.Equal(["0", "COMPLETED", "3", "3", "0.5"], Cells(lines[1])[..5]);
        Assert.Equal(["1", "COMPLETED", "3", "3", "1e-3"], Cells(lines[2])[..5]);
        Assert.Equal(["2", "3"], [Cells(lines[5])[0], Cells(lines[6])[0]]);
        Assert.StartsWith("The best is trial 0.", lines[7]);
        Assert.Contains("6/6  trial 5 completed 2; best 3 (trial 0)", errors);
        Assert.DoesNotContain("main 3", output);   // what the runs print is in their cout.txt
        Assert.Equal("main 3 0.5 run subject\n", File.ReadAllText(folder.In("runs", "1", "cout.txt")));
        using var best = JsonDocument.Parse(File.ReadAllText(folder.In("runs", "sweeps", "1", "best.json")));
        Assert.Equal(3, best.RootElement.GetProperty("epochs").GetInt32());
        using var record = JsonDocument.Parse(File.ReadAllText(folder.In("runs", "6", "run.json")));
        Assert.Equal(("1", 5), (record.RootElement.GetProperty("sweep").GetString(), record.RootElement.GetProperty("trial").GetInt32()));
    }

    [Fact]
    public async Task Sweep_Trials_AskGitOnce()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = TempFolder.ForCaller();
        var git = folder.File("bin/git", $"#!/bin/sh\necho asked >> '{folder.In("asked")}'\nexit 1\n");
        File.SetUnixFileMode(git, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", $"{folder.In("bin")}:{path}");
        try
        {
            Assert.Equal(0, (await Run(folder, "sweep epochs=1,2,3,4")).ExitCode);
            Assert.Single(File.ReadAllLines(folder.In("asked")));
            Assert.Equal(0, (await Run(folder, "sweep epochs=1,2")).ExitCode);
            Assert.Equal(2, File.ReadAllLines(folder.In("asked")).Length);   // another sweep
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public async Task Sweep_NamedConfigs_AreAppliedBeforeTheEntries()
    {
        using var folder = TempFolder.ForCaller();
        var (exitCode, output, _) = await Run(folder, "sweep default,quick learning_rate=1,2 --trials 4 --sampler grid with epochs=7");
        Assert.Equal(0, exitCode);
        Assert.Equal(4, output.Split('\n').Count(l => Cells(l) is [_, "COMPLETED", "7", ..]));   // an update wins
        Assert.Equal(["default", "default", "quick", "quick"], [.. output.Split('\n')[1..5].Select(l => Cells(l)[3])]);
    }

    [Fact]
    public async Task Resume_FinishedSweep_ShowsItsTable()
    {
        using var folder = TempFolder.ForCaller();
        var first = await Run(folder, "sweep epochs=1,2");
        var again = await Run(folder, "sweep resume 1");
        Assert.Equal((0, first.Out, ""), (again.ExitCode, again.Out, again.Error));
        Assert.Equal(first.Out, (await Run(folder, "sweep show 1")).Out);
        Assert.Equal(2, RunDirectories.In(folder.In("runs")).Count);
    }

    [Fact]
    public async Task Resume_ChangedConfig_IsRefused()
    {
        using var folder = TempFolder.ForCaller();
        await Run(folder, "sweep epochs=1,2");
        using (new Environ(("GEN__LEARNING_RATE", "0.25")))
        {
            var (exitCode, _, errors) = await Run(folder, "sweep resume 1");
            Assert.Equal(2, exitCode);
            Assert.Contains("because its config has changed: 'learning_rate' was 0.5 and is 0.25.", errors);
            Assert.Equal(0, (await Run(folder, "sweep resume 1 --force")).ExitCode);
        }
    }

    [Fact]
    public async Task Resume_OtherPlan_IsRefused()
    {
        using var folder = TempFolder.ForCaller();
        await Run(folder, "sweep epochs=1,2");
        Assert.Contains("Option --trials cannot be changed", (await Run(folder, "sweep resume 1 --trials 3")).Error);
        Assert.Contains("takes no updates", (await Run(folder, "sweep resume 1 with quick")).Error);
    }

    [Fact]
    public async Task Sweep_MissingObjective_NamesTheNearestScalar()
    {
        using var folder = TempFolder.ForCaller();
        var (exitCode, _, errors) = await Run(folder, "sweep epochs=1,2 --minimize los");
        Assert.Equal(2, exitCode);
        Assert.Contains("error: The objective 'los' is not among the scalars that run 1 logged. It logged none.", errors);
    }

    [Theory]
    [InlineData("sweep epochs=1,2 with token=abc", "Entry 'token' is secret, and a sweep records its updates: set it by the environment")]
    [InlineData("sweep token=abc,def", "variable GEN__TOKEN.")]
    public async Task Sweep_SecretOnTheCommandLine_IsRefused(string line, string message)
    {
        using var folder = TempFolder.ForCaller();
        var refused = await Program.Run(Guarded.RunAsync, folder, line.Split(' '));
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains(message, refused.Error);
        Assert.False(Directory.Exists(folder.In("runs")));
    }

    private static Task<Program> Run(TempFolder folder, string line) => Program.Run(folder, line.Split(' '));

    private static string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
