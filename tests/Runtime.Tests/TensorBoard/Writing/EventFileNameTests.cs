using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Writing;

public class EventFileNameTests
{
    private static readonly SummaryWriterOptions s_noon = new() { Time = new ManualTime(ManualTime.Noon) };

    [Fact]
    public void Name_HasSecondsHostProcessAndNumber()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path, s_noon with { Suffix = "v2" });
        Assert.Equal(
            folder.In($"events.out.tfevents.1772366400.{EventFileName.SanitizeHost(Environment.MachineName)}.{Environment.ProcessId}.0.v2"),
            writer.File
        );
    }

    [Fact]
    public void WritersOfOneSecond_GetOrderedFiles()
    {
        using var folder = TempFolder.ForCaller();
        var writers = Enumerable.Range(0, 12).Select(_ => new SummaryWriter(folder.Path, s_noon)).ToList();
        writers.ForEach(writer => writer.Dispose());
        Assert.Equal(12, Directory.GetFiles(folder.Path).Length);
        Assert.Equal(writers.Select(writer => writer.File), EventLog.FindFiles(folder.Path));
    }

    [Fact]
    public void ClockSetBack_NewFileSortsLast()
    {
        using var folder = TempFolder.ForCaller();
        var old = folder.File("events.out.tfevents.1800000000.zebra.1.0", "");
        folder.File("events.out.tfevents.638700000000000000.ticks", "");
        folder.File("events.out.tfevents.garbage", "");
        using var writer = new SummaryWriter(folder.Path, s_noon);
        Assert.StartsWith(folder.In("events.out.tfevents.1800000001."), writer.File);
        Assert.True(string.CompareOrdinal(old, writer.File) < 0);
    }

    [Fact]
    public async Task ConcurrentWriters_GetDifferentFiles()
    {
        using var folder = TempFolder.ForCaller();
        using var start = new Barrier(8);
        var files = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                using var writer = new SummaryWriter(folder.Path, s_noon);
                return writer.File;
            },
            TaskCreationOptions.LongRunning)));
        Assert.Equal(8, files.Distinct().Count());
        Assert.All(files, file => Assert.Equal(2, Gen.EventFiles.EventFile.Read(file).Count));
    }

    [Theory]
    [InlineData("host-1", "host-1")]
    [InlineData("my.host/..\\x y", "my-host----x-y")]
    [InlineData("größe", "gr--e")]
    [InlineData("", "localhost")]
    public void SanitizeHost_ReplacesInvalidCharacters(string host, string expected) =>
        Assert.Equal(expected, EventFileName.SanitizeHost(host));

    [Fact]
    public void SuffixWithSeparator_Throws()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains(
            "a/b",
            Assert.Throws<ArgumentException>(() => new SummaryWriter(folder.Path, new SummaryWriterOptions { Suffix = "a/b" })).Message
        );
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }
}
