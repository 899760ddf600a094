using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

public class InterruptedProgramTests
{
    [Fact]
    public void CtrlC_Once_FinishesStep()
    {
        using var host = new TrainHostProcess("seed=3 epochs=1000 delay=50");
        Assert.Equal(130, host.WaitForLine("step 3").Interrupt().WaitForExit());
        Assert.Matches("end after step \\d+: cancellation was requested", host.Output);
        Assert.Equal("INTERRUPTED", host.Status);
        Assert.Equal(1, host.ValueCount("loss"));
        Assert.DoesNotContain("error: ", host.Errors);
        Assert.DoesNotContain("result ", host.Output);
    }

    [Fact]
    public void CtrlC_Twice_StopsImmediately()
    {
        using var host = new TrainHostProcess("seed=3 fault=stuck").WaitForLine("step 3");

        // The step never ends. Signals may be merged, so they are repeated until the program ends.
        for (var i = 0; i < 100 && !host.HasExited; i++)
        {
            host.Interrupt();
            Thread.Sleep(100);
        }

        Assert.Equal(130, host.WaitForExit());
        Assert.Equal("INTERRUPTED", host.Status);
        Assert.DoesNotContain("end after", host.Output);
    }
}
