using System.Text.RegularExpressions;
using Gen.Runtime.Tests.Search.Running;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Launchers;

/// <summary>Sweeps through a real Slurm.</summary>
public partial class SlurmTests
{
    private static readonly bool s_full = Environment.GetEnvironmentVariable("GEN_FULL_TESTS") == "1";
    private static readonly int s_trials = s_full ? 60 : 24;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);

    // The signal must reach a trial that has a checkpoint, so that epochs are long.
    private static string[] New(int trials, int pause) =>
    [
        "x=uniform(-5,10)", "y=uniform(0,15)", "--trials", $"{trials}", "--seed", "7", "--lag", "8", "--sampler", "tpe",
        "--pruner", "halving", "--minimize", "loss", "with", $"pause={pause}", "fails_above=9",
    ];

    private static string[] OnSlurm(int jobs) => ["--launcher", "slurm", "--jobs", $"{jobs}"];

    [SlurmFact]
    public void Sweep_RequeuedWorkersAndKilledLauncher_HasTheTrialsOfOneProcess()
    {
        using var one = TempFolder.ForCaller();
        using var slurm = TempFolder.ForCaller();
        Assert.Equal(1, SweepHost.Run(one, New(s_trials, 2)).ExitCode);   // some trials fail
        using var launcher = new SweepHost(slurm, [.. New(s_trials, 400), .. OnSlurm(3)]);
        WaitForOutcomes(slurm, 3);
        var job = Assert.Single(Jobs(slurm));
        SlurmCommands.SignalTimeIsUp($"{job}_1");
        WaitForOutcomes(slurm, 5);
        SweepHost.Kill(launcher.Id);
        launcher.End();
        WaitForOutcomes(slurm, 7);

        // On a slow machine the trial may end before the signal comes.
        for (var attempt = 0; attempt < 4 && !HasTrialToGoOn(slurm); attempt++)
        {
            WaitForFourEpochs(slurm);   // of one of the two that are left
            SlurmCommands.SignalTimeIsUp($"{job}_0");
            SlurmCommands.SignalTimeIsUp($"{job}_2");
            SpinWait.SpinUntil(() => HasTrialToGoOn(slurm), TimeSpan.FromSeconds(3));
        }

        // The workers are there: none is submitted.
        var (exitCode, output, errors) = SweepHost.Run(slurm, ["resume", "1", .. OnSlurm(3)]);
        Assert.True(exitCode == 1, errors);
        Assert.Contains("Workers of sweep 1 in Slurm: 3", errors);
        Assert.Contains($"{s_trials}/{s_trials}  trial", errors);
        Assert.Contains("The best is trial", output);
        Assert.Equal(job, Assert.Single(Jobs(slurm)));
        SlurmCommands.WaitForEnd(job);
        Assert.Equal(SweepOutcomes.Read(one), SweepOutcomes.Read(slurm));
        Assert.Contains(Directory.GetDirectories(slurm.In("runs")), SweepOutcomes.WasResumed);
        var outputs = ((int[])[0, 1, 2]).Select(t => File.ReadAllText(slurm.In("runs", "sweeps", "1", "slurm", $"{job}_{t}.out"))).ToList();
        Assert.All(outputs, o => Assert.Contains("The time of this job is over: requeued.", o));
        Assert.Contains(outputs, o => o.Split("requeued.")[^1].Contains("  trial ", StringComparison.Ordinal));   // of a second life
    }

    [SlurmFact]
    public void Sweep_RequeueIsRefused_SaysHowToGoOn()
    {
        using var folder = TempFolder.ForCaller();
        using var launcher = new SweepHost(
            folder, ["x=1,2", .. OnSlurm(1), "--sbatch", "--no-requeue --comment=\"a b\"", "with", "epochs=400", "pause=50"]);
        var job = WaitForRun(folder);
        SlurmCommands.SignalTimeIsUp($"{job}_0");
        var (exitCode, _, errors) = launcher.End();
        Assert.Equal(2, exitCode);
        Assert.Contains("No worker of sweep 1 is left in Slurm, and 2 of 2 trials have no outcome.", errors);
        Assert.Contains("Slurm did not requeue it: ", errors);
        Assert.Contains("sweep resume 1", errors);
        Assert.Contains("\"released\": true", File.ReadAllText(folder.In("runs", "sweeps", "1", "trials", "0000.claim.1")));
        Assert.NotEmpty(Directory.GetFiles(folder.In("runs", "1", "checkpoints")));
    }

    [SlurmFact]
    public void Sweep_LauncherIsInterrupted_WorkersGoOn()
    {
        using var folder = TempFolder.ForCaller();
        using var launcher = new SweepHost(folder, ["x=1,2,3", .. OnSlurm(1), "with", "epochs=20", "pause=50"]);
        var job = WaitForRun(folder);
        SweepHost.Kill(launcher.Id, "INT");
        var (exitCode, _, errors) = launcher.End();
        Assert.Equal(130, exitCode);
        Assert.Contains("The workers go on in Slurm. To follow them again, write: sweep resume 1 --launcher slurm", errors);
        WaitForOutcomes(folder, 3);
        SlurmCommands.WaitForEnd(job);
        Assert.Equal(0, SweepHost.Run(folder, "resume", "1").ExitCode);
    }

    [SlurmFact]
    public void Sweep_WorkersAreCanceled_IsAnErrorAndCanBeResumedHere()
    {
        using var folder = TempFolder.ForCaller();
        using var launcher = new SweepHost(folder, ["x=1,2", .. OnSlurm(2), "with", "epochs=40", "pause=50"]);
        SlurmCommands.Run("scancel", WaitForRun(folder));
        var (exitCode, _, errors) = launcher.End();
        Assert.Equal(2, exitCode);
        Assert.Contains("error: No worker of sweep 1 is left in Slurm", errors);
        Assert.Equal(0, SweepHost.Run(folder, "resume", "1").ExitCode);
        Assert.Contains(Directory.GetDirectories(folder.In("runs")), SweepOutcomes.WasResumed);
    }

    [SlurmFact]
    public void Sweep_OptionsThatSlurmRefuses_NamesThem()
    {
        using var folder = TempFolder.ForCaller();
        var (exitCode, _, errors) = SweepHost.Run(folder, ["x=1,2", .. OnSlurm(2), "--partition", "gpus"]);
        Assert.Equal(2, exitCode);
        Assert.Matches("error: Slurm refused the workers of sweep 1: .*invalid partition.* sweep resume 1 --launcher slurm", errors);
        Assert.Equal(0, SweepHost.Run(folder, ["resume", "1", .. OnSlurm(2), "--cpus", "2", "--time", "10"]).ExitCode);
        var job = Assert.Single(Jobs(folder));
        Assert.Contains("export DOTNET_PROCESSOR_COUNT", File.ReadAllText(folder.In("runs", "sweeps", "1", "slurm", job + ".sh")));
    }

    // Slurm's shortest limit is a minute, and its signal comes up to a minute before the end.
    [SlurmFact]
    public void Sweep_TimeLimitOfSlurm_GoesOnInLaterLives()
    {
        if (!s_full)
            return;
        using var folder = TempFolder.ForCaller();
        var (exitCode, _, errors) = SweepHost.Run(
            folder,
            ["x=1,2", .. OnSlurm(1), "--time", "2", "--sbatch", "--signal=B:USR1@60", "with", "epochs=100", "pause=700"]);
        Assert.True(exitCode == 0, errors);
        var job = Assert.Single(Jobs(folder));
        Assert.Contains("requeued", File.ReadAllText(folder.In("runs", "sweeps", "1", "slurm", $"{job}_0.out")));
        Assert.Contains(Directory.GetDirectories(folder.In("runs")), SweepOutcomes.WasResumed);
    }

    private static string[] Jobs(TempFolder folder) =>
        [.. Directory.GetFiles(folder.In("runs", "sweeps", "1", "slurm"), "*.sh").Select(f => Path.GetFileNameWithoutExtension(f))];

    /// <summary>Waits until a trial has a checkpoint.</summary>
    /// <returns>The number of the job.</returns>
    private static string WaitForRun(TempFolder folder)
    {
        var checkpoints = folder.In("runs", "1", "checkpoints");
        Assert.True(SpinWait.SpinUntil(() => Directory.Exists(checkpoints) && Directory.GetFiles(checkpoints).Length > 0, s_limit));
        return Assert.Single(Jobs(folder));
    }

    /// <summary>Waits for a trial that has four epochs, and goes on to nine.</summary>
    private static void WaitForFourEpochs(TempFolder folder) => Assert.True(SpinWait.SpinUntil(
        () => Claims(folder).Any(c => !c.HasOutcome && !c.IsReleased && HasCheckpoint(folder, c.Run, 4)), s_limit));

    /// <summary>Returns whether a worker has given a trial back that has a checkpoint.</summary>
    private static bool HasTrialToGoOn(TempFolder folder) => Claims(folder).Any(c => c.IsReleased && HasCheckpoint(folder, c.Run, 1));

    private static bool HasCheckpoint(TempFolder folder, string? run, int epochs) =>
        run is not null && File.Exists(folder.In("runs", run, "checkpoints", "fake", $"{epochs:D6}.txt"));

    private static IEnumerable<(string? Run, bool HasOutcome, bool IsReleased)> Claims(TempFolder folder)
    {
        foreach (var claim in Directory.GetFiles(folder.In("runs", "sweeps", "1", "trials"), "*.claim.1"))
        {
            var text = File.ReadAllText(claim);   // empty while it is created
            yield return (
                RunNumber().Match(text) is { Success: true } run ? run.Groups[1].Value : null,
                File.Exists(claim.Replace(".claim.1", ".outcome.1.json", StringComparison.Ordinal)),
                text.Contains("\"released\": true", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex("\"run\": \"([0-9]+)\"")]
    private static partial Regex RunNumber();

    private static void WaitForOutcomes(TempFolder folder, int count)
    {
        var trials = folder.In("runs", "sweeps", "1", "trials");
        Assert.True(
            SpinWait.SpinUntil(
                () => Directory.Exists(trials) && Directory.GetFiles(trials, "*.outcome.*.json").Length >= count, s_limit),
            $"The sweep does not come to {count} outcomes.");
    }
}
