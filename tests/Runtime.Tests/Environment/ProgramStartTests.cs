using System.Diagnostics;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests;

public class ProgramStartTests
{
    [Fact]
    public void RecordedCommand_StartsTheProgramAgain()
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using (var host = new RunHostProcess("started", runs, ("GEN_RUNS", runs)))
            Assert.Equal(0, host.End().ExitCode);
        var program = RunFiles.Json(folder.In("runs", "1", "run.json")).GetProperty("meta").GetProperty("program");
        var command = program.GetProperty("command").Strings();
        Assert.Equal(["started", runs], command[^2..]);
        Assert.EndsWith("RunHost.dll", command[^3]);
        Assert.Equal(Environment.CurrentDirectory, program.GetProperty("directory").GetString());

        var start = new ProcessStartInfo(command[0], [.. command[1..], "--runs", runs, "with", "epochs=1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var again = Process.Start(start)!;
        again.StandardOutput.ReadToEnd();
        Assert.True(again.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(1, RunFiles.Json(folder.In("runs", "2", "config.json")).GetProperty("epochs").GetInt32());
    }

    [Fact]
    public async Task RunOfCode_HasNoCommand()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder);
        Assert.False(run.Json("run.json").GetProperty("meta").TryGetProperty("program", out _));
    }
}
