using Gen.Samples.Tests.Support;

namespace Gen.Samples.Tests.NoTorch;

/// <summary>The torch-free sample as a whole program.</summary>
public sealed class NoTorchTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Run_PrintsResultAndLeavesRecord()
    {
        var ended = SampleProgram.Run("NoTorch", _folder.Path, "with", "quick", "thrower.side=left", "seed=3");

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("pi is about 3.", ended.Output);
        var run = SampleProgram.Json(_folder.Path, "runs", "1", "run.json");
        Assert.Equal("COMPLETED", run.GetProperty("status").GetString());
        Assert.Equal("quick", run.GetProperty("meta").GetProperty("named_configs")[0].GetString());
        var config = SampleProgram.Json(_folder.Path, "runs", "1", "config.json");
        Assert.Equal(3, config.GetProperty("seed").GetInt64());
        Assert.Equal("Left", config.GetProperty("thrower").GetProperty("side").GetString());
        var scalars = SampleProgram.Json(_folder.Path, "runs", "1", "metrics.json").GetProperty("estimate");
        Assert.Equal([1, 2, 3], scalars.GetProperty("steps").EnumerateArray().Select(s => s.GetInt32()));
    }

    [Fact]
    public void Run_SameSeed_GivesSameNumbersInAnotherProcess()
    {
        var first = SampleProgram.Run("NoTorch", _folder.Path, "with", "quick", "seed=42");
        var second = SampleProgram.Run("NoTorch", _folder.Path, "with", "quick", "seed=42");
        var other = SampleProgram.Run("NoTorch", _folder.Path, "with", "quick", "seed=43");

        Assert.Equal(first.Output, second.Output);
        Assert.NotEqual(first.Output, other.Output);
    }

    [Theory]
    [InlineData("Entry 'dart' does not exist. Did you mean 'darts'?", "with", "dart=5")]
    [InlineData("Named config 'quik' does not exist. Did you mean 'quick'?", "with", "quik")]
    [InlineData("Command 'scetch' does not exist. Did you mean 'sketch'?", "scetch")]
    [InlineData("Option '--run' does not exist. Did you mean '--runs'?", "--run", "x")]
    [InlineData("Entry 'darts' must be an integer", "with", "darts=many")]
    [InlineData("Entry 'darts' must be from 1 to 1000000000, but was 0.", "with", "darts=0")]
    [InlineData("Config file 'my.json' does not exist.", "with", "my.json")]
    public void Run_WrongCommandLine_ErrorIsOneLineAndNothingIsWritten(string message, params string[] arguments)
    {
        var ended = SampleProgram.Run("NoTorch", _folder.Path, arguments);

        Assert.Equal(2, ended.ExitCode);
        var line = Assert.Single(ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(message, line);
        Assert.Empty(ended.Output);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Run_CtrlC_EndsAsInterruptedWithExitCode130()
    {
        var ended = SampleProgram.Interrupt("NoTorch", _folder.Path, "Started run", "with", "darts=1000000", "rounds=10000");

        Assert.True(ended.ExitCode == 130, ended.ToString());
        Assert.Equal("INTERRUPTED", SampleProgram.Json(_folder.Path, "runs", "1", "run.json").GetProperty("status").GetString());
    }

    [Fact]
    public void SaveConfig_File_CanBeGivenBack()
    {
        SampleProgram.Run("NoTorch", _folder.Path, "save-config", "mine.json", "with", "quick", "radius=2.5");
        var printed = SampleProgram.Run("NoTorch", _folder.Path, "print-config", "with", "mine.json");

        Assert.Equal(["darts", "radius", "rounds"], SampleProgram.Json(_folder.Path, "mine.json").EnumerateObject().Select(p => p.Name));
        Assert.Contains("radius = 2.5 ", printed.Output);
        Assert.Contains("mine.json, was 1.0", printed.Output);
    }

    public void Dispose() => _folder.Dispose();
}
