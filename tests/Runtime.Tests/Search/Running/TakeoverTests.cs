using System.Diagnostics;
using System.Security.Cryptography;
using Gen.Runtime.Tests.Support;
using Gen.Training.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>A process that is stopped in a container, so that others cannot ask whether it lives, and goes on after its trial was taken
/// over.</summary>
public class TakeoverTests
{
    private static readonly (string, string)[] s_timing = [("HOST_CLAIM_TIMEOUT", "1500")];

    [RootFact]
    public void Sweep_ProcessThatWakesUpAfterATakeover_ChangesNothing()
    {
        using var folder = TempFolder.ForCaller();
        using var alone = TempFolder.ForCaller();
        string[] words = ["x=1,2", "--seed", "5", "--minimize", "loss", "with", "epochs=20"];
        using var stopped = new SweepHost(
            folder.In("runs"), ["unshare", "--pid", "--fork", "--mount-proc"], s_timing, [.. words, "pause=100"]);
        WaitFor(() => File.Exists(folder.In("runs", "1", "checkpoints", "fake", "000003.txt")));
        var process = Assert.Single(stopped.Workers());
        SweepHost.Kill(process, "STOP");
        var isAtCheckpoint = Directory.GetFiles(folder.In("runs", "1", "checkpoints", "fake"), "*.txt").Length;

        using var other = new SweepHost(folder.In("runs"), [], s_timing, "resume", "1");
        var (exitCode, output, errors) = other.End();
        Assert.True(exitCode == 0, errors);
        var copy = Directory.GetDirectories(folder.In("runs")).Single(d => IsResumed(d));
        var id = Path.GetFileName(copy);
        Assert.NotEqual("1", id);
        Assert.Contains($"Warning: trial 0 goes on in run {id}, a copy of run 1, whose process is on another host", errors);
        Assert.InRange(FirstEpoch(copy), 3, isAtCheckpoint);
        Assert.Equal(0, SweepHost.Run(alone, words).ExitCode);
        Assert.Equal(("0000.outcome.2", Outcome(alone).Value), Outcome(folder));

        var before = Hashes(folder);
        SweepHost.Kill(process, "CONT");
        var woken = stopped.End();
        Assert.True(woken.ExitCode == 0, woken.Errors);
        Assert.Equal("", string.Join('\n', Hashes(folder).Except(before)));
        Assert.Equal(before.Count, Hashes(folder).Count);
        Assert.Equal(output, woken.Output);
        Assert.Contains("INTERRUPTED", File.ReadAllText(folder.In("runs", "1", "run.json")));
    }

    private static (string File, string Value) Outcome(TempFolder folder)
    {
        var file = Directory.GetFiles(folder.In("runs", "sweeps", "1", "trials"), "0000.outcome.*").Single();
        return (Path.GetFileNameWithoutExtension(file), RunFiles.Json(file).GetProperty("value").GetRawText());
    }

    private static bool IsResumed(string run) => File.Exists(Path.Combine(run, "run.json"))
        && File.ReadAllText(Path.Combine(run, "run.json")).Contains("\"resumed\"", StringComparison.Ordinal);

    private static int FirstEpoch(string run) => File.ReadLines(Path.Combine(run, "cout.txt"))
        .Select(l => int.Parse(l["begin at epoch ".Length..])).Last();

    /// <summary>All files of runs and trials but the run and the claim of the process that was stopped.</summary>
    private static List<string> Hashes(TempFolder folder) =>
    [
        .. from file in Directory.GetFiles(folder.In("runs"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            where !file.StartsWith(folder.In("runs", "1") + "/", StringComparison.Ordinal)
            where Path.GetDirectoryName(file) != folder.In("runs", "sweeps", "1") && !file.EndsWith(".claim.1", StringComparison.Ordinal)
            let name = Path.GetRelativePath(folder.Path, file)
            select $"{name} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))} {File.GetLastWriteTimeUtc(file).Ticks}",
    ];

    private static void WaitFor(Func<bool> condition)
    {
        for (var limit = Stopwatch.StartNew(); !condition(); Thread.Sleep(20))
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60), "It does not happen.");
    }
}
