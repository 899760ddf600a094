using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs.Hosting;

/// <summary>A run in a host with console lifetime and console log, in a process of its own.</summary>
public class HostedProcessTests
{
    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void Signal_StopsHostAndRun(string signal)
    {
        using var folder = TempFolder.ForCaller();
        var runs = folder.In("runs");
        using var host = new RunHostProcess("hosted", runs).Ready().Send(signal);
        var (exitCode, output) = host.End();
        Assert.Equal(130, exitCode);
        Assert.Equal("INTERRUPTED", RunFiles.Json(Path.Combine(runs, "1", "run.json")).GetProperty("status").GetString());
        Assert.Equal("", host.Errors);

        // The console log is that of the host; the record has the lines of the run.
        Assert.Single(output.Split('\n'), line => line.Contains("Aborted after"));
        var kept = File.ReadAllText(Path.Combine(runs, "1", "cout.txt"));
        Assert.StartsWith(
            "INFO - hosted - Running command 'run'\nINFO - hosted - Started run with ID \"1\"\nready\nWARNING - hosted - Aborted after",
            kept
        );
        Assert.DoesNotContain("Application is shutting down", kept);
    }
}
