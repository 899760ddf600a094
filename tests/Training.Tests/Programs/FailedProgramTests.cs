using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

/// <summary>A program whose training fails prints one line, and its record has the status and all values logged so far.</summary>
public class FailedProgramTests
{
    [Theory]
    [InlineData("fault=hook", 2, "Hook 'Report' failed in OnEpochEnd: no such report")]
    [InlineData("fault=shape", 0, "The input of layer 'first' (Linear) must be […, 3] Float32, but was [20, 4] Float32.")]
    [InlineData(
        "fault=target",
        0,
        "MSELoss cannot compare predictions [20, 1] Float32 with targets [20] Float32: their shapes must be equal. Add an axis to the "
        + "targets with unsqueeze(-1)."
    )]
    [InlineData("fault=NaN", 1, "TerminateOnNaN: the loss of epoch 1 is NaN: ")]
    [InlineData("fault=no_rows", 0, "The training data must have at least one row, but has none.")]
    public void Failure_PrintsOneLineAndKeepsRecord(string entry, int epochs, string message)
    {
        using var host = new TrainHostProcess($"seed=3 {entry}");
        Assert.Equal(1, host.WaitForExit());
        Assert.Contains(message, host.Errors);
        Assert.Contains("error: ", host.Errors);
        Assert.DoesNotContain("   at ", host.Errors);
        Assert.Equal("FAILED", host.Status);
        Assert.Equal((epochs, epochs), (host.ValueCount("loss"), host.ValueCount("val_error")));
    }

    [Fact]
    public void UnknownDevice_FailsBeforeRun()
    {
        using var host = new TrainHostProcess("seed=3 device=cuda:99");
        Assert.Equal(2, host.WaitForExit());
        Assert.Contains("device 'cuda:99' does not exist. ", host.Errors);
        Assert.Single(host.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void UnwritableWeights_FailsWithReasonAndKeepsRecord()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["weights.bin"]);
        using var host = new TrainHostProcess($"seed=3 checkpoint={folder["weights.bin"]}");
        Assert.Equal(1, host.WaitForExit());
        Assert.Single(host.Errors.Split('\n'), l => l.Contains("WARNING - train-host - ModelCheckpoint cannot write '"));
        Assert.Contains($"error: ModelCheckpoint could not write '{folder["weights.bin"]}': ", host.Errors);
        Assert.DoesNotContain("   at ", host.Errors);
        Assert.Equal("FAILED", host.Status);
        Assert.Equal(4, host.ValueCount("loss"));
        Assert.Empty(folder.FileNames());
    }

    [Fact]
    public void FailedHook_NamesStackTraceFile()
    {
        using var host = new TrainHostProcess("seed=3 fault=hook");
        host.WaitForExit();
        Assert.Contains("the stack trace is in ", host.Errors);
    }
}
