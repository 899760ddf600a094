using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Callbacks.Profiling;

/// <summary>The trace in the format of TensorFlow, with the field numbers of xplane.proto.</summary>
public sealed class XPlaneTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task XPlane_HasTheSpansOfTheTrace()
    {
        var before = DateTimeOffset.UtcNow;
        var run = await ProfiledRun.RunAsync(new ProfiledRun(), new RunOptions { RunsDirectory = _folder.Path, Capture = CaptureMode.No });
        var trace = new ParsedTrace(run.Result!);
        var space = new ProtoMessage(File.ReadAllBytes(run.Result!.Replace(".trace.json.gz", ".xplane.pb")));
        Assert.Equal(Path.GetFileName(run.Result).Replace(".trace.json.gz", ""), space.Text(4));
        var plane = Assert.Single(space.Messages(1));
        Assert.Equal("/host:CPU", plane.Text(2));
        var names = plane.Messages(4).ToDictionary(entry => entry.Number(1), entry => entry.Messages(2).Single().Text(2));
        var line = Assert.Single(plane.Messages(3));
        Assert.Equal("training", line.Text(2));
        var start = DateTimeOffset.UnixEpoch.AddTicks(line.Number(3) / TimeSpan.NanosecondsPerTick);
        Assert.InRange(start, before.AddSeconds(-1), DateTimeOffset.UtcNow);

        // Microseconds there, picoseconds here.
        var events = line.Messages(4).Select(e => (names[e.Number(1)], e.Number(2) / 1e6, e.Number(3) / 1e6)).ToList();
        Assert.Equal(trace.Spans.Count, events.Count);
        foreach (var (span, (name, offset, duration)) in trace.Spans.Zip(events))
        {
            Assert.Equal(span.Name, name);
            Assert.Equal(span.Start, offset, 0.001);
            Assert.Equal(span.Duration, duration, 0.001);
        }
    }
}
