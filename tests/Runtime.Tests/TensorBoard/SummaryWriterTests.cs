using Gen.EventFiles;
using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard;

public class SummaryWriterTests
{
    [Fact]
    public void File_StartsWithVersionAndSessionStart()
    {
        using var folder = TempFolder.ForCaller();
        using (new SummaryWriter(folder.In("runs", "7", "train"), new SummaryWriterOptions { FirstStep = 120 }))
        {
        }

        var events = EventFile.ReadOnly(folder.In("runs", "7", "train"));
        Assert.Equal(2, events.Count);
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal("Gen.TensorBoard", events[0].SourceMetadata.Writer);
        Assert.Equal(SessionLog.Types.SessionStatus.Start, events[1].SessionLog.Status);
        Assert.Equal(120, events[1].Step);
    }

    [Theory]
    [InlineData("loss", 0.5, 0)]
    [InlineData("loss", 0.0, 1)]
    [InlineData("with spaces/and/slashes ", -0.0, 127)]
    [InlineData("größe 🙂/日本", 1e-30, 128)]
    [InlineData("/", double.NaN, 1_000_000)]
    [InlineData("a", double.PositiveInfinity, long.MaxValue)]
    [InlineData("a", double.NegativeInfinity, -1)]
    [InlineData("a", 1e39, long.MinValue)]
    public void AddScalar_IsReadBackInSinglePrecision(string tag, double value, long step)
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        writer.AddScalar(tag, value, step);
        var read = EventFile.ReadOnly(folder.Path)[2];
        Assert.Equal(step, read.Step);
        var summary = Assert.Single(read.Summary.Value);
        Assert.Equal(tag, summary.Tag);
        Assert.Equal(Summary.Types.Value.ValueOneofCase.SimpleValue, summary.ValueCase);
        Assert.Equal(BitConverter.SingleToInt32Bits((float)value), BitConverter.SingleToInt32Bits(summary.SimpleValue));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(115)]
    [InlineData(200)]
    [InlineData(70_000)]
    public void Tag_OfAnyLength_IsKept(int length)
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        var tag = new string('x', length);
        writer.AddScalar(tag, 1, 1);
        writer.AddScalar("after", 2, 2);
        Assert.Equal([tag, "after"], EventFile.ReadOnly(folder.Path).Skip(2).Select(e => e.Summary.Value[0].Tag));
    }

    [Fact]
    public void EmptyTag_Throws()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        Assert.Throws<ArgumentException>("tag", () => writer.AddScalar("", 1, 1));
        Assert.Throws<ArgumentNullException>("tag", () => writer.AddScalar(null!, 1, 1));
        Assert.Equal(2, EventFile.ReadOnly(folder.Path).Count);
    }

    [Fact]
    public void HundredThousandTags_AreKept()
    {
        using var folder = TempFolder.ForCaller();
        using (var writer = new SummaryWriter(folder.Path, new SummaryWriterOptions { Buffered = true }))
        {
            for (var i = 0; i < 100_000; i++)
                writer.AddScalar($"layer/{i}", i, 1);
        }

        Assert.Equal(Enumerable.Range(0, 100_000).Select(i => ($"layer/{i}", (float)i)),
            EventFile.ReadOnly(folder.Path).Skip(2).Select(e => (e.Summary.Value[0].Tag, e.Summary.Value[0].SimpleValue)));
        using var log = new EventLog(folder.Path);
        Assert.Equal(100_000, log.Tags.Count);
        Assert.Equal(99_999, Assert.Single(log["layer/99999"]).Scalar);
    }

    [Fact]
    public void RepeatedAndDecreasingSteps_AreWrittenInOrder()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        foreach (var step in new[] { 5, 5, 3, 4 })
            writer.AddScalar("loss", step, step);
        Assert.Equal([5, 5, 3, 4], EventFile.ReadOnly(folder.Path).Skip(2).Select(e => e.Step));
    }

    [Fact]
    public void Unbuffered_RecordIsInFileOnReturn()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        for (var step = 0; step < 100; step++)
        {
            writer.AddScalar("loss", step, step);
            Assert.Equal(step, EventFile.Read(writer.File)[^1].Step);
        }
    }

    [Fact]
    public void AddScalar_AllocatesNothing()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        for (var i = 0; i < 100; i++)
            writer.AddScalar("train/loss", i, i);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 100; i < 1100; i++)
            writer.AddScalar("train/loss", i, i);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void ClosedWriter_Throws()
    {
        using var folder = TempFolder.ForCaller();
        var writer = new SummaryWriter(folder.Path);
        writer.Dispose();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.AddScalar("loss", 1, 1));
        Assert.Throws<ObjectDisposedException>(writer.Flush);
        Assert.Equal(2, EventFile.ReadOnly(folder.Path).Count);
    }

    [Fact]
    public async Task EightThreads_LoseNoRecord()
    {
        using var folder = TempFolder.ForCaller();
        foreach (var buffered in new[] { false, true })
        {
            using var writer = new SummaryWriter(folder.In($"{buffered}"), new SummaryWriterOptions { Buffered = buffered });
            using var start = new Barrier(8);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    for (var step = 0; step < 2_000; step++)
                        writer.AddScalar($"thread/{thread}", thread, step);
                },
                TaskCreationOptions.LongRunning)));
            writer.Dispose();

            var events = EventFile.Read(writer.File).Skip(2).ToList();
            for (var thread = 0; thread < 8; thread++)
            {
                var own = events.Where(e => e.Summary.Value[0].Tag == $"thread/{thread}").ToList();
                Assert.Equal(Enumerable.Range(0, 2_000), own.Select(e => (int)e.Step));
                Assert.All(own, e => Assert.Equal(thread, e.Summary.Value[0].SimpleValue));
            }

            Assert.Equal(16_000, events.Count);
            Assert.Equal(events.Select(e => e.WallTime).Order(), events.Select(e => e.WallTime));
        }
    }
}
