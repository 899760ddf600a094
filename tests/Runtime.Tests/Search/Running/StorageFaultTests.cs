using System.Diagnostics;
using Gen.Runtime.Tests.Support;
using Gen.Search;
using Gen.Training.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>A sweep whose disk is full or away for a while loses nothing, and says so in one line.</summary>
public class StorageFaultTests
{
    private static readonly string[] s_words = ["x=1,2,3", "--seed", "5", "--minimize", "loss", "with", "epochs=8", "pause=60"];

    [RootFact]
    public void Sweep_FullDisk_EndsWithOneLineAndIsResumed()
    {
        using var folder = TempFolder.ForCaller();
        using var disk = new SmallDisk(folder.In("runs"));
        using var host = new SweepHost(folder.In("runs"), [], [("HOST_PATIENCE", "1500")], s_words);
        WaitFor(() => File.Exists(folder.In("runs", "1", "checkpoints", "fake", "000003.txt")));
        disk.Fill();
        var (exitCode, _, errors) = host.End();
        Assert.NotEqual(0, exitCode);
        Assert.Single(Lines(errors, "error: "));
        Assert.Contains("error: The files of sweep 1 cannot be read or written: ", errors);
        Assert.Contains("To go on, write: sweep resume 1", errors);
        Assert.NotEmpty(Lines(errors, "Warning: sweep 1 waits for its files"));
        Assert.DoesNotContain(" failed", errors);
        File.Delete(folder.In("runs", "filler"));
        AssertResumes(folder);
    }

    [RootFact]
    public void Sweep_DiskThatIsFullForAMoment_GoesOn()
    {
        using var folder = TempFolder.ForCaller();
        using var disk = new SmallDisk(folder.In("runs"));
        using var host = new SweepHost(folder.In("runs"), [], [], s_words);
        WaitFor(() => File.Exists(folder.In("runs", "1", "checkpoints", "fake", "000003.txt")));
        disk.Fill();
        Thread.Sleep(1500);
        File.Delete(folder.In("runs", "filler"));
        var (exitCode, _, errors) = host.End();
        Assert.True(exitCode == 0, errors);
        Assert.DoesNotContain("error: ", errors);
        AssertResumes(folder);
    }

    [RootFact]
    public void Sweep_FolderThatIsAwayForAMoment_GoesOn()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        Directory.CreateDirectory(folder.In("real"));
        Directory.CreateDirectory(runs);
        Mount("mount", "--bind", folder.In("real"), runs);
        try
        {
            using var host = new SweepHost(runs, [], [], s_words);
            WaitFor(() => File.Exists(folder.In("runs", "1", "checkpoints", "fake", "000003.txt")));
            Mount("umount", "--lazy", runs);
            Thread.Sleep(2500);   // its run and others end meanwhile
            Mount("mount", "--bind", folder.In("real"), runs);
            var (exitCode, _, errors) = host.End();
            Assert.True(exitCode == 0, errors);
            Assert.DoesNotContain("error: ", errors);
            Assert.NotEmpty(Lines(errors, "Warning: sweep 1 waits for its files"));
            AssertResumes(folder);
        }
        finally
        {
            Mount("umount", "--lazy", runs);
        }
    }

    [Fact]
    public void Resume_TwoAtOnce_RunEachTrialOnce()
    {
        using var folder = TempFolder.ForCaller();
        string[] words = ["x=1,2,3,4,5,6,7,8", "--seed", "5", "--minimize", "loss", "with", "epochs=5", "pause=40"];
        using (var begun = new SweepHost(folder, words))
            WaitFor(() => File.Exists(folder.In("runs", "1", "checkpoints", "fake", "000002.txt")));
        using var first = new SweepHost(folder, "resume", "1");
        using var second = new SweepHost(folder, "resume", "1");
        var (a, b) = (first.End(), second.End());
        Assert.True((a.ExitCode, b.ExitCode) == (0, 0), a.Errors + b.Errors);
        Assert.Equal(a.Output, b.Output);
        var trials = folder.In("runs", "sweeps", "1", "trials");
        Assert.Equal(8, Directory.GetFiles(trials, "*.outcome.*").Length);
        Assert.Equal(9, Directory.GetFiles(trials, "*.claim.*").Length);   // that of the process which was killed, too
        Assert.Equal(8, RunDirectories.In(folder.In("runs")).Count);
    }

    [Fact]
    public void Resume_OnAnotherMachine_WarnsOnce()
    {
        using var folder = TempFolder.ForCaller();
        SweepHost.Run(folder, "x=1,2", "--seed", "5", "with", "epochs=1");
        var plan = folder.In("runs", "sweeps", "1", "sweep.json");
        const string Name = "\"architecture\": \"";
        File.WriteAllText(plan, File.ReadAllText(plan).Replace(Name, Name + "Other", StringComparison.Ordinal));
        File.Delete(folder.In("runs", "sweeps", "1", "trials", "0001.outcome.1.json"));
        var (exitCode, _, errors) = SweepHost.Run(folder, "resume", "1", "--jobs", "2");
        Assert.True(exitCode == 0, errors);
        Assert.Contains("the last digits of values may differ: architecture was Other", Assert.Single(Lines(errors, "Warning: ")));
        Assert.Null(SweepMachine.ReadCurrent().Difference(SweepMachine.ReadCurrent()));
    }

    [Fact]
    public void Jobs_WorkerThatCannotWork_SaysWhyOnce()
    {
        using var folder = TempFolder.ForCaller();
        var (exitCode, _, errors) = SweepHost.Run(
            folder, "x=1,2,3,4", "--seed", "5", "--minimize", "los", "--jobs", "2", "with", "epochs=1");
        Assert.Equal(2, exitCode);
        var line = Assert.Single(Lines(errors, "error: "));
        Assert.StartsWith("error: A worker of sweep 1 cannot work: The objective 'los' is not among the scalars that run ", line);
        Assert.EndsWith("Did you mean 'loss'?", line);
    }

    private static void AssertResumes(TempFolder folder)
    {
        using var undisturbed = TempFolder.ForCaller();
        Assert.Equal(0, SweepHost.Run(undisturbed, s_words).ExitCode);

        // A claim that could not be written is judged by its heartbeat.
        using var resumed = new SweepHost(folder.In("runs"), [], [("HOST_CLAIM_TIMEOUT", "1500")], "resume", "1");
        var (exitCode, _, errors) = resumed.End();
        Assert.True(exitCode == 0, errors);
        Assert.Equal(Values(undisturbed), Values(folder));
    }

    private static List<string> Values(TempFolder folder)
    {
        var store = SweepStore.Open(folder.In("runs"), "1");
        return [.. Enumerable.Range(0, 3).Select(t => store.ReadOutcome(SweepStore.NameOf(t))!).Select(o => $"{o.State} {o.Value:R}")];
    }

    private static string[] Lines(string text, string start) =>
        [.. text.Split('\n').Where(l => l.StartsWith(start, StringComparison.Ordinal))];

    private static void Mount(params string[] words)
    {
        using var process = Process.Start(words[0], words[1..]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }

    private static void WaitFor(Func<bool> condition)
    {
        for (var limit = Stopwatch.StartNew(); !condition(); Thread.Sleep(10))
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60), "It does not happen.");
    }
}
