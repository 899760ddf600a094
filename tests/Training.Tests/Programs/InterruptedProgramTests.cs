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
        Assert.Equal(0, host.ValueCount("loss"));
        Assert.DoesNotContain("error: ", host.Errors);
        Assert.DoesNotContain("result ", host.Output);
    }

    [Fact]
    public void Resume_HookWithRandom_DrawsTheSameNumbers()
    {
        using var whole = new TrainHostProcess("seed=3 epochs=3 delay=20");
        Assert.True(whole.WaitForExit() == 0, whole.Errors);
        var first = whole.Output.Split('\n').First(l => l.StartsWith("epoch 0", StringComparison.Ordinal));

        using var host = new TrainHostProcess("seed=3 epochs=3 delay=20");
        Assert.Equal(130, host.WaitForLine(first).Interrupt().WaitForExit());
        Assert.True(host.Resume().WaitForExit() == 0, host.Errors);
        Assert.Equal(Epochs(whole), Epochs(host));
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

    // Those after the first one, which a resumed run does not report.
    private static IEnumerable<string> Epochs(TrainHostProcess host) =>
        host.Output.Split('\n').Where(l => l is ['e', 'p', 'o', 'c', 'h', ' ', not '0', ..]);
}
