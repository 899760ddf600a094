using System.Globalization;
using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

public class MetricsJsonTests
{
    [Fact]
    public void AHundredThousandPointsOverAHundredHeartbeatsCostTenTimesTenThousand()
    {
        using var folder = TempFolder.ForCaller();
        var (few, many) = (BytesWritten(folder.In("few"), 10_000), BytesWritten(folder.In("many"), 100_000));
        var lines = new FileInfo(folder.In("many", "1", "metrics.jsonl")).Length;
        var metrics = RunFiles.Json(folder.In("many", "1", "metrics.json"));
        Assert.Equal(50_000, metrics.GetProperty("loss").GetProperty("steps").GetArrayLength());
        Assert.InRange((double)many / few, 5, 15);
        // The lines once, and rewrites that add up to little more than the last one.
        Assert.InRange((double)many / lines, 1, 3.5);
    }

    [Theory]
    [InlineData(100, 99, 1, false)]
    [InlineData(100, 100, 1000, false)]
    [InlineData(100, 399, 1, false)]
    [InlineData(100, 400, 1, true)]
    [InlineData(100, 101, 21, true)]
    public void MetricsAreRewrittenWhenTheyHaveMultipliedOrMuchTimeHasPassed(long before, long points, int seconds, bool expected)
    {
        var budget = new RewriteBudget();
        Assert.True(budget.Allows(before, default));
        budget.Spent(before, TimeSpan.FromSeconds(1), cost: TimeSpan.FromMilliseconds(10));
        Assert.Equal(expected, budget.Allows(points, TimeSpan.FromSeconds(1 + seconds)));
    }

    /// <summary>What the operating system counted while a process of its own logged the points.</summary>
    private static long BytesWritten(string runs, int points)
    {
        using var host = new RunHostProcess("metrics", runs, ("HOST_POINTS", points.ToString(CultureInfo.InvariantCulture)));
        var (exitCode, output) = host.End();
        Assert.Equal(0, exitCode);
        return long.Parse(output.Split("bytes ")[1], CultureInfo.InvariantCulture);
    }
}
