using System.Globalization;
using Gen.Runtime.Tests.Observers;
using Gen.Runtime.Tests.Support;
using Gen.Storage;

namespace Gen.Runtime.Tests.Storage;

public class MetricsJsonTests
{
    [Fact]
    public void MetricsJson_CostIsLinearInPoints()
    {
        using var folder = TempFolder.ForCaller();
        var (few, many) = (BytesWritten(folder.In("few"), 10_000), BytesWritten(folder.In("many"), 100_000));
        var lines = new FileInfo(folder.In("many", "1", "metrics.jsonl")).Length;
        var metrics = RunFiles.Json(folder.In("many", "1", "metrics.json"));
        Assert.Equal(50_000, metrics.GetProperty("loss").GetProperty("steps").GetArrayLength());
        Assert.InRange((double)many / few, 5, 15);
        // The lines once, and rewrites of which the last is the largest part.
        Assert.InRange((double)many / lines, 1, 3.5);
    }

    [Fact]
    public async Task MetricsJson_IsRewrittenAfterAPauseInProportionToItsCostAndAtTheEnd()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, run =>
        {
            for (var i = 0; i < 50_000; i++)
                run.LogScalar("loss", i);
            run.PublishHeartbeat();
            Assert.Equal(50_000, Points(run));
            run.LogScalar("loss", 0);
            run.PublishHeartbeat();
            // Writing took at least 5 ms, so that the pause is at least 10 s.
            Assert.Equal(50_000, Points(run));
        });
        Assert.Equal(50_001, Points(run));
    }

    private static int Points(Run run) => run.Json("metrics.json").GetProperty("loss").GetProperty("steps").GetArrayLength();

    /// <summary>Returns the bytes that the operating system counts while another process logs the points.</summary>
    private static long BytesWritten(string runs, int points)
    {
        using var host = new RunHostProcess("metrics", runs, ("HOST_POINTS", points.ToString(CultureInfo.InvariantCulture)));
        var (exitCode, output) = host.End();
        Assert.Equal(0, exitCode);
        return long.Parse(output.Split("bytes ")[1], CultureInfo.InvariantCulture);
    }
}
