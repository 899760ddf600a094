using System.Text.Json;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Callbacks.Profiling;

public sealed class ProfiledRunTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RunFolder_HasTraceAndScalars()
    {
        var run = await ProfiledRun.RunAsync(new ProfiledRun(), new RunOptions { RunsDirectory = _folder.Path, Capture = CaptureMode.No });
        Assert.Matches(
            "^train/plugins/profile/[0-9]{4}(_[0-9]{2}){5}/[^/]+[.]trace[.]json[.]gz$",
            Path.GetRelativePath(run.Directory!, run.Result!).Replace('\\', '/'));
        Assert.Equal(2, new ParsedTrace(run.Result!).Spans.Count(s => s.Name == "step"));
        using var metrics = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(run.Directory!, "metrics.json")));
        var shares = Enum.GetValues<TrainingPhase>().Select(p => Values($"profile/{TraceNames.FromPhase(p)}_share")).ToList();
        for (var epoch = 0; epoch < 2; epoch++)
            Assert.Equal(1, shares.Sum(s => s[epoch]), 9);
        Assert.All(Values("profile/rows_per_second"), v => Assert.True(v > 0));

        double[] Values(string name) =>
            [.. metrics.RootElement.GetProperty(name).GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
    }
}
