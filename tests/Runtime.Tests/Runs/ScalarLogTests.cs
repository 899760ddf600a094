using System.Text.Json;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Runs;

public class ScalarLogTests
{
    [Fact]
    public async Task LogScalar_WithoutStep_TakesTheNextOfTheScalar()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, run =>
        {
            run.LogScalar("a", 0.5);
            run.LogScalar("a", 0.25);
            run.LogScalar("b", 1, 10);
            run.LogScalar("b", 2);
            run.LogScalar("b", 3, 5);
            run.LogScalar("b", 4);
        });
        var metrics = run.Json("metrics.json");
        Assert.Equal("[0,1]", Compact(metrics.GetProperty("a").GetProperty("steps")));
        Assert.Equal("[10,11,5,6]", Compact(metrics.GetProperty("b").GetProperty("steps")));
        Assert.Equal("[1,2,3,4]", Compact(metrics.GetProperty("b").GetProperty("values")));
        Assert.Equal(["a", "b"], run.ScalarNames);
        var lines = Lines(run);
        Assert.Equal(["a", "a", "b", "b", "b", "b"], lines.Select(line => line.GetProperty("name").GetString()));
        Assert.StartsWith("""{"name":"a","step":0,"value":0.5,"timestamp":"2""", run.Text("metrics.jsonl"));
    }

    [Fact]
    public async Task NaNAndInfinity_AreWrittenAsStrings()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, run =>
        {
            run.LogScalar("loss \"ü\"", double.NaN);
            run.LogScalar("loss \"ü\"", double.PositiveInfinity);
            run.LogScalar("loss \"ü\"", double.NegativeInfinity);
            run.LogScalar("loss \"ü\"", 1e-300);
            run.LogScalar("loss \"ü\"", double.MaxValue);
            run.LogScalar("loss \"ü\"", -0.1);
            ((Run<long>)run).Info.Set("best", double.NaN);
        });
        var values = run.Json("metrics.json").GetProperty("loss \"ü\"").GetProperty("values");
        Assert.Equal("""["NaN","Infinity","-Infinity",1E-300,1.7976931348623157E+308,-0.1]""", Compact(values));
        Assert.Equal("NaN", Lines(run)[0].GetProperty("value").GetString());
        Assert.Equal("NaN", run.Json("info.json").GetProperty("best").GetString());
    }

    [Fact]
    public async Task Timestamps_AreUtcWithMicroseconds()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder, run => run.LogScalar("a", 1));
        var text = run.Json("metrics.json").GetProperty("a").GetProperty("timestamps")[0].GetString()!;
        var expected = run.GetScalars("a")[0].Timestamp;
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$", text);
        Assert.Equal(expected.ToString("yyyy-MM-ddTHH:mm:ss.ffffff"), text);
    }

    [Fact]
    public async Task RunWithoutScalars_WritesEmptyObject()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(folder);
        Assert.Equal("{}", run.Text("metrics.json"));
        Assert.False(File.Exists(Path.Combine(run.Directory!, "metrics.jsonl")));
    }

    [Fact]
    public async Task LogScalar_FromManyThreads_LosesNoPoint()
    {
        using var folder = TempFolder.ForCaller();
        var run = await Some.Completed(
            folder,
            run => Parallel.For(0, 8, thread =>
            {
                for (var i = 0; i < 10_000; i++)
                    run.LogScalar(thread % 2 == 0 ? "even" : "odd", i);
            }),
            options => options.HeartbeatInterval = TimeSpan.FromMilliseconds(5));
        foreach (var name in new[] { "even", "odd" })
        {
            var steps = run.Json("metrics.json").GetProperty(name).GetProperty("steps").EnumerateArray().Select(step => step.GetInt64());
            Assert.Equal(Enumerable.Range(0, 40_000).Select(i => (long)i), steps);
            Assert.Equal(40_000, Lines(run).Count(line => line.GetProperty("name").GetString() == name));
        }
    }

    [Fact]
    public async Task LogScalar_AfterTheEnd_IsReportedAndNotRecorded()
    {
        using var folder = TempFolder.ForCaller();
        var log = new CollectingLogger();
        var run = await Some.Completed(folder, run => run.LogScalar("a", 1), options => options.LoggerFactory = log);
        run.LogScalar("a", 2);
        run.LogScalar("a", 3);
        Assert.Single(run.GetScalars("a"));
        Assert.Single(log.Lines, line => line.Contains("'a' was logged after the run had ended"));
    }

    [Fact]
    public async Task LogScalar_IsOnDiskWithinSeconds()
    {
        using var folder = TempFolder.ForCaller();
        await Some.Completed(folder, run =>
        {
            run.LogScalar("a", 1);
            var path = Path.Combine(run.Directory!, "metrics.jsonl");
            Assert.True(SpinWait.SpinUntil(() => File.Exists(path) && new FileInfo(path).Length > 0, TimeSpan.FromSeconds(10)));
        });
    }

    private static JsonElement[] Lines(Run run) =>
        [
            .. run.Text("metrics.jsonl")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element);
}
