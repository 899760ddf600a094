using System.Diagnostics;
using Gen.Tool.Reading;
using Gen.Tool.Tests.Support;

namespace Gen.Tool.Tests.Reading;

public class LivenessTests
{
    [Fact]
    public void Judge_KilledProcess_HasDied()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var folder = TempFolder.ForCaller();
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "RunHost", here.Name, "RunHost.dll");
        string[] line = [program, "sweep", "x=1", "--runs", folder.In("runs"), "with", "pause=100", "epochs=3000"];
        using var process = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, line) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var folderOfRun = folder.In("runs", "1");
        Assert.True(SpinWait.SpinUntil(
            () => Directory.Exists(folderOfRun) && Records.Read(folderOfRun).Process is not null, TimeSpan.FromMinutes(1)));
        Assert.Equal("RUNNING", Judge(Records.Read(folderOfRun)).Status);
        process.Kill();
        process.WaitForExit();
        var died = Judge(Records.Read(folderOfRun));
        Assert.Equal(("DIED", "RUNNING"), (died.Status, died.RecordedStatus));

        // A reader writes its verdict nowhere.
        Assert.Contains("\"status\": \"RUNNING\"", File.ReadAllText(Path.Combine(folderOfRun, "run.json")));
    }

    [Fact]
    public void Judge_FirstRecord_HasTheNumberOnly()
    {
        using var ended = Process.Start("true");
        ended.WaitForExit();
        Assert.Equal("DIED", Judge(Running(new ProcessIdentity(Environment.MachineName, "", "", ended.Id, 0))).Status);
        Assert.Equal("RUNNING", Judge(Running(new ProcessIdentity("other", "", "", ended.Id, 0))).Status);
        Assert.Equal("RUNNING", Judge(Running(new ProcessIdentity(Environment.MachineName, "", "", Environment.ProcessId, 0))).Status);
    }

    [Fact]
    public void Judge_EarlierStartOfThisMachine_HasDied() =>
        Assert.Equal("DIED", Judge(Running(ProcessIdentity.Current with { Boot = "earlier" })).Status);

    [Fact]
    public void Judge_OtherMachine_DependsOnItsHeartbeat()
    {
        var run = Running(new ProcessIdentity("other", "boot", "pid", 7, 1));
        Assert.Equal("RUNNING", Judge(run).Status);
        Assert.Equal("RUNNING", Liveness.Judge(run, Seen(TimeSpan.FromSeconds(60))).Status);
        Assert.Equal("DIED", Liveness.Judge(run, Seen(TimeSpan.FromSeconds(100))).Status);
        Assert.Equal("RUNNING", Liveness.Judge(run, Seen(TimeSpan.FromSeconds(100)) with { Boot = "other" }).Status);
        Assert.Equal("DIED", Judge(run with { Heartbeat = DateTime.UtcNow.AddHours(-1) }).Status);
    }

    [Fact]
    public void Judge_RunThatHasEnded_KeepsItsStatus() =>
        Assert.Equal("COMPLETED", Judge(Running(null) with { RecordedStatus = "COMPLETED", Heartbeat = DateTime.MinValue }).Status);

    private static RunRow Judge(RunRow run) => Liveness.Judge(run, null);

    private static RunRow Running(ProcessIdentity? process) =>
        new() { Id = "1", Folder = "1", RecordedStatus = "RUNNING", Heartbeat = DateTime.UtcNow, Process = process };

    private static Observation Seen(TimeSpan age) =>
        Observation.Now() with { Ticks = Stopwatch.GetTimestamp() - (long)(age.TotalSeconds * Stopwatch.Frequency) };
}
