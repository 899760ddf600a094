using System.Globalization;
using Gen.Runtime.Tests.Support;
using Gen.Search;
using Gen.Storage;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>The trials of a sweep, their values and the decisions on them are the same whatever happens.</summary>
public class SameTrialsTests
{
    private static readonly bool s_full = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";
    private static readonly int s_trials = s_full ? 60 : 24;

    private static string[] New(int trials, int pause) =>
    [
        "x=uniform(-5,10)", "y=uniform(0,15)", "--trials", $"{trials}", "--seed", "7", "--lag", "8", "--sampler", "tpe",
        "--pruner", "halving", "--minimize", "loss", "with", $"pause={pause}", "fails_above=9",
    ];

    [Fact]
    public void Sweep_OneWorkerFourWorkersAndKilledWorkers_HasTheSameTrials()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var one = TempFolder.ForCaller();
        using var four = TempFolder.ForCaller();
        using var killed = TempFolder.ForCaller();
        Assert.Equal(1, SweepHost.Run(one, New(s_trials, 2)).ExitCode);   // some trials fail
        Assert.Equal(1, SweepHost.Run(four, [.. New(s_trials, 2), "--jobs", "4"]).ExitCode);
        RunWithKills(killed, s_trials);
        var expected = SweepOutcomes.Read(one);
        Assert.Equal(s_trials, expected.Count);
        Assert.Contains(expected, o => o.Contains("\"PRUNED\"", StringComparison.Ordinal));
        Assert.Contains(expected, o => o.Contains("\"FAILED\"", StringComparison.Ordinal));
        Assert.Equal("", string.Join('\n', SweepOutcomes.Read(four).Except(expected)));
        Assert.Equal("", string.Join('\n', SweepOutcomes.Read(killed).Except(expected)));

        // Trials were taken over, and went on from checkpoints.
        Assert.NotEmpty(Directory.GetFiles(killed.In("runs", "sweeps", "1", "trials"), "*.claim.2"));
        Assert.Contains(Directory.GetDirectories(killed.In("runs")), SweepOutcomes.WasResumed);
    }

    [Fact]
    public void Sweep_TrialThatKillsItsProcess_FailsAfterThreeAttempts()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = TempFolder.ForCaller();
        var (exitCode, output, errors) = SweepHost.Run(
            folder, "dies_in=-1,2", "--jobs", "2", "--name", "other", "--seed", "1", "with", "epochs=4");
        Assert.True(exitCode == 1, errors);
        Assert.Contains("trial 1 failed: lost: 3 attempts ended without a newer checkpoint", output);
        Assert.Matches("0 +COMPLETED", output);

        // The first attempt made checkpoints.
        Assert.Equal(5, Directory.GetFiles(folder.In("runs", "sweeps", "1", "trials"), "0001.claim.*").Length);
        Assert.Contains("\"name\": \"other\"", File.ReadAllText(folder.In("runs", "1", "run.json")));
    }

    // A worker every 0.7 seconds, if its attempt has made a checkpoint, and the sweep itself twice.
    private static void RunWithKills(TempFolder folder, int trials)
    {
        var random = new Random(5);
        string[] words = [.. New(trials, 60), "--jobs", "4"];
        for (var life = 0; ; life++)
        {
            using var host = new SweepHost(folder, words);
            for (var kill = 0; !host.HasExited; kill++)
            {
                Thread.Sleep(700);
                var workers = host.Workers();
                if (life < 2 && kill == 4)
                    SweepHost.Kill(host.Id);
                else if (workers.Count > 0 && workers[random.Next(workers.Count)] is var worker && HasCheckpoint(folder, worker))
                    SweepHost.Kill(worker);
            }

            var (exitCode, _, errors) = host.End();
            if (exitCode == 1)
                return;
            Assert.True(exitCode == 137, errors);
            words = ["resume", "1", "--jobs", "4"];
        }
    }

    /// <summary>Returns whether the attempt that a process is at has made a checkpoint: with a slow machine three attempts without one are
    /// soon together.</summary>
    private static bool HasCheckpoint(TempFolder folder, int process)
    {
        foreach (var claim in Directory.GetFiles(folder.In("runs", "sweeps", "1", "trials"), "*.claim.?"))
        {
            if (ClaimRecord.TryRead(claim) is not { Run: { } run } record || record.Process.Id != process
                || File.Exists(claim.Replace(".claim.", ".outcome.", StringComparison.Ordinal) + ".json"))
                continue;
            var output = folder.In("runs", run, "cout.txt");
            var begin = File.Exists(output) ? File.ReadLines(output).LastOrDefault() ?? "" : "";
            return int.TryParse(begin.Split(' ')[^1], CultureInfo.InvariantCulture, out var epoch)
                && File.Exists(folder.In("runs", run, "checkpoints", "fake", $"{epoch + 1:D6}.txt"));
        }

        return false;
    }
}
