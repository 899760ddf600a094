using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

public class RepeatedProgramTests
{
    [Fact]
    public void SameSeed_PrintsSameLogs()
    {
        var first = Logs(5);
        Assert.Equal(first, Logs(5));
        Assert.NotEqual(first, Logs(6));

        // Early stopping and the learning-rate schedule had an effect.
        Assert.Contains("did not improve for 3 epochs", first);
        Assert.Contains("lr 0.005", first);
    }

    // Of standard error only the lines of epochs are compared, without their times.
    private static string Logs(int seed)
    {
        using var host = new TrainHostProcess($"seed={seed} epochs=60");
        Assert.True(host.WaitForExit() == 0, host.Errors);
        var epochs = host
            .Errors.Split('\n')
            .Where(l => l.Contains("epoch "))
            .Select(l => l[l.IndexOf("epoch ", StringComparison.Ordinal)..]);
        return host.Output + "\n" + string.Join('\n', epochs);
    }
}
