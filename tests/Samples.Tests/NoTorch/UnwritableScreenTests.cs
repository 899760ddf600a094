using System.Diagnostics;
using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.NoTorch;

/// <summary>A run does not depend on its screen: a full disk, or a closed stream, at standard output, standard error or both.</summary>
public sealed class UnwritableScreenTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public UnwritableScreenTests()
    {
        // A device of the test's own that refuses all writes, as a full disk does. Only root may make one.
        if (Environment.IsPrivilegedProcess)
            Process.Start("mknod", [Path.Combine(_folder.Path, "full"), "c", "1", "7"])!.WaitForExit();
    }

    public static TheoryData<string> Redirections =>
        Environment.IsPrivilegedProcess
            ? ["> full", "2> full", "> full 2>&1", ">&-", "2>&-", ">&- 2>&-"]
            : [">&-", "2>&-", ">&- 2>&-"];

    [Theory]
    [MemberData(nameof(Redirections))]
    public void Run_UnwritableScreen_CompletesAndKeepsItsOutput(string redirections)
    {
        var ended = SampleProgram.RunRedirected("NoTorch", _folder.Path, redirections, "with", "quick", "seed=3");
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.DoesNotContain("   at ", ended.Error);
        Assert.Equal("COMPLETED", SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("status").GetString());
        var output = File.ReadAllText(Path.Combine(_folder.Path, "runs", "1", "cout.txt"));
        Assert.Contains("pi is about 3.", output);
        Assert.Contains("Completed after", output);
    }

    [Theory]
    [MemberData(nameof(Redirections))]
    public void Run_UnwritableScreenWithoutRecord_Completes(string redirections)
    {
        foreach (var option in (string[][])[["--unobserved"], ["--capture", "no"]])
        {
            var ended = SampleProgram.RunRedirected("NoTorch", _folder.Path, redirections, ["with", "quick", "seed=3", .. option]);
            Assert.True(ended.ExitCode == 0, ended.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Redirections))]
    public void UnknownCommand_UnwritableScreen_ReturnsTwo(string redirections)
    {
        var ended = SampleProgram.RunRedirected("NoTorch", _folder.Path, redirections, "nosuch");
        Assert.Equal(2, ended.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "runs")));
    }

    [Theory]
    [MemberData(nameof(Redirections))]
    public void Training_UnwritableScreen_Completes(string redirections)
    {
        var ended = SampleProgram.RunRedirected("LearningRate", _folder.Path, redirections, "with", "epochs=1", "seed=3");
        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Equal("COMPLETED", SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("status").GetString());
    }

    [Fact]
    public void PrintConfig_ClosedOutput_FailsInOneLine()
    {
        var ended = SampleProgram.RunRedirected("NoTorch", _folder.Path, ">&-", "print-config");
        Assert.Equal(1, ended.ExitCode);
        Assert.StartsWith("error: ", ended.Error);
        Assert.Single(ended.Error.TrimEnd().Split('\n'));
    }

    public void Dispose() => _folder.Dispose();
}
