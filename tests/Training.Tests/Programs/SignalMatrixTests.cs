using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

/// <summary>
/// Signals at random moments of a training with a hook that draws random numbers, once or twice. The run is interrupted or complete, and
/// what it has after being resumed is what a run has that was not disturbed. 20 moments with <c>GEN_FULL_TESTS=1</c>, otherwise 2.
/// </summary>
public sealed class SignalMatrixTests
{
    private const string Arguments = "seed=3 epochs=4 delay=5";

    private static readonly (string Name, int ExitCode)[] s_signals = [("HUP", 129), ("INT", 130), ("QUIT", 131), ("TERM", 143)];

    private static readonly Lazy<string> s_undisturbed = new(() =>
    {
        using var host = new TrainHostProcess(Arguments);
        Assert.True(host.WaitForExit() == 0, host.Errors);
        return host.Recorded();
    });

    public static TheoryData<string, int, int, int> Moments
    {
        get
        {
            // Each signal once and twice, over and over.
            var (random, data) = (new Random(23), new TheoryData<string, int, int, int>());
            for (var i = 0; i < TestIterations.Scaled(20); i++)
            {
                var (name, exitCode) = s_signals[(i + 1) % s_signals.Length];
                data.Add(name, exitCode, 1 + (i / s_signals.Length + i) % 2, random.Next(0, 400));
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Moments))]
    public void Signal_AtRandomMoment_ResumesWithTheSameNumbers(string signal, int exitCode, int times, int milliseconds)
    {
        using var host = new TrainHostProcess(Arguments);
        host.WaitForLine("begin");
        Thread.Sleep(milliseconds);
        for (var i = 0; i < times; i++)
        {
            host.Send(signal);
            Thread.Sleep(10);
        }

        var ended = host.WaitForExit();
        Assert.True(ended == (host.Status == "COMPLETED" ? 0 : exitCode), host.Errors);
        Assert.DoesNotContain("   at ", host.Errors);
        if (host.Status == "COMPLETED")
        {
            Assert.Equal(s_undisturbed.Value, host.Recorded());
            return;
        }

        Assert.Equal("INTERRUPTED", host.Status);
        if (!host.HasCheckpoint)
            return;   // a second signal ended the step, before the first checkpoint
        Assert.True(host.Resume().WaitForExit() == 0, host.Errors);
        Assert.Equal("COMPLETED", host.Status);
        Assert.Equal(s_undisturbed.Value, host.Recorded());
    }
}
