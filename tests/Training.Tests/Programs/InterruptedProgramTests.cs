using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

public class InterruptedProgramTests
{
    [Fact]
    public void CtrlCFinishesTheStepAndEndsCleanly()
    {
        using var host = new TrainHostProcess("seed=3 epochs=1000 delay=50");
        Assert.Equal(130, host.Until("step 3").Interrupt().End());
        Assert.Matches("end after step \\d+: cancellation was requested", host.Output);
        Assert.Equal("INTERRUPTED", host.Status);
        Assert.Equal(1, host.Logged("loss"));
        Assert.DoesNotContain("error: ", host.Errors);
        Assert.DoesNotContain("result ", host.Output);
    }

    [Fact]
    public void CtrlCTwiceStopsAtOnce()
    {
        using var host = new TrainHostProcess("seed=3 fault=stuck").Until("step 3");

        // The first asks a step that never ends; signals that come together count as one, so it is pressed until it is heard.
        for (var i = 0; i < 100 && !host.HasExited; i++)
        {
            host.Interrupt();
            Thread.Sleep(100);
        }

        Assert.Equal(130, host.End());
        Assert.Equal("INTERRUPTED", host.Status);
        Assert.DoesNotContain("end after", host.Output);
    }
}
