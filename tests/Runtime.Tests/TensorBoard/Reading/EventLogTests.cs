using Gen.EventFiles;
using Gen.EventFiles.Protos;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Reading;

public class EventLogTests
{
    [Fact]
    public void ResumedRun_ReadsAsOne()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 0, ("loss", 0, 8), ("late", 6, 8));
        Write(folder, 5, ("loss", 5, 10));
        using var log = new EventLog(folder.Path);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], log["loss"].Select(r => r.Step));
        Assert.Equal([0, 0, 0, 0, 0, 5, 5, 5, 5, 5], log["loss"].Select(r => r.Scalar));
        Assert.Equal(["loss"], log.Tags);
        Assert.Empty(log["late"]);
    }

    [Fact]
    public void SecondWriterWithMaxFirstStep_RemovesNothing()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 0, ("loss", 0, 3));
        using var second = new SummaryWriter(folder.Path, new SummaryWriterOptions { FirstStep = long.MaxValue });
        second.AddScalar("rate", 1, 1);
        using var log = new EventLog(folder.Path);
        Assert.Equal([0, 1, 2], log["loss"].Select(r => r.Step));
        Assert.Single(log["rate"]);
    }

    [Fact]
    public void PurgeFalse_KeepsAllRecords()
    {
        using var folder = TempFolder.ForCaller();
        Write(folder, 0, ("loss", 0, 8));
        Write(folder, 5, ("loss", 5, 10));
        using var log = new EventLog(folder.Path, purge: false);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 5, 6, 7, 8, 9], log["loss"].Select(r => r.Step));
    }

    [Fact]
    public void Refresh_ReadsNewFilesAndNewRecords()
    {
        using var folder = TempFolder.ForCaller();
        using var first = new SummaryWriter(folder.Path);
        using var log = new EventLog(folder.Path);
        Assert.Empty(log.Tags);
        first.AddScalar("loss", 1, 1);
        log.Refresh();
        using var second = new SummaryWriter(folder.Path, new SummaryWriterOptions { FirstStep = 2 });
        second.AddScalar("loss", 2, 2);
        second.AddScalar("acc", 2, 2);
        log.Refresh();
        log.Refresh();
        Assert.Equal([1, 2], log["loss"].Select(r => r.Step));
        Assert.Equal(["acc", "loss"], log.Tags);
    }

    [Fact]
    public void FindFiles_ReturnsEventFilesOfFolderOnly()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("notes.txt", "none");
        folder.File("events.out.tfevents.1.host.profile-empty", "none");
        folder.File(Path.Combine("train", "events.out.tfevents.1"), "none");
        EventFile.Write(folder.In("tfevents"), Scalar("b", 1));
        EventFile.Write(folder.In("my.tfevents.1"), Scalar("a", 1));
        Assert.Equal([folder.In("my.tfevents.1"), folder.In("tfevents")], EventLog.FindFiles(folder.Path));
        using var log = new EventLog(folder.Path);
        Assert.Equal(["a", "b"], log.Tags);
    }

    [Fact]
    public void TruncatedFileBeforeANewOne_IsReadAndReported()
    {
        using var folder = TempFolder.ForCaller();
        var file = Write(folder, 0, ("loss", 0, 3));
        var bytes = File.ReadAllBytes(file);
        File.WriteAllBytes(file, bytes[..^1]);
        Write(folder, 2, ("loss", 2, 4));
        using var log = new EventLog(folder.Path);
        Assert.Equal([0, 1, 2, 3], log["loss"].Select(r => r.Step));
        Assert.Equal((file, EventReadErrorKind.Truncated), (Assert.Single(log.Errors).File, log.Errors[0].Kind));
    }

    [Fact]
    public void MissingFolder_ThrowsWithPath()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Contains(folder.In("none"), Assert.Throws<EventFileException>(() => new EventLog(folder.In("none"))).Message);
    }

    private static string Write(TempFolder folder, long firstStep, params (string Tag, long From, long To)[] curves)
    {
        using var writer = new SummaryWriter(folder.Path, new SummaryWriterOptions { FirstStep = firstStep });
        foreach (var (tag, from, to) in curves)
        {
            for (var step = from; step < to; step++)
                writer.AddScalar(tag, firstStep, step);
        }

        return writer.File;
    }

    private static Event Scalar(string tag, long step) =>
        new() { Step = step, Summary = new Summary { Value = { new Summary.Types.Value { Tag = tag, SimpleValue = 1 } } } };
}
