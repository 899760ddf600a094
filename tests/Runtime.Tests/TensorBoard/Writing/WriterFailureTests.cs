using Gen.EventFiles;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Writing;

public class WriterFailureTests
{
    [Fact]
    public void FolderThatCannotBeCreated_ThrowsWithPath()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("taken", "");
        var e = Assert.Throws<EventFileException>(() => new SummaryWriter(folder.In("taken", "train")));
        Assert.Contains(folder.In("taken"), e.Message);
        Assert.DoesNotContain('\n', e.Message);
        Assert.IsAssignableFrom<UserErrorException>(e);
    }

    // Also for root, whom permissions do not stop.
    [Fact]
    public void ReadOnlyFolder_ThrowsWithPath()
    {
        var e = Assert.Throws<EventFileException>(() => new SummaryWriter("/sys/kernel"));
        Assert.Contains("/sys/kernel/events.out.tfevents.", e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public void DeletedFolder_Throws()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.In("train"));
        writer.AddScalar("loss", 1, 1);
        Directory.Delete(folder.In("train"), recursive: true);
        EventFileException? e = null;
        // The writer looks once a second.
        Assert.True(
            SpinWait.SpinUntil(
                () => (e = Record.Exception(() => writer.AddScalar("loss", 1, 2)) as EventFileException) is not null,
                TimeSpan.FromSeconds(30)
            )
        );
        Assert.Contains(writer.File, e!.Message);
        Assert.Contains("deleted", e.Message);
        Assert.Throws<EventFileException>(() => writer.AddScalar("loss", 1, 3));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FullDisk_LeavesWholeRecordsAndWritingContinues(bool buffered)
    {
        using var folder = TempFolder.ForCaller();
        // The runtime's executable memory is a file as well, unless told otherwise.
        using var host = new RunHostProcess(
            "events-full",
            folder.In("runs"),
            ("HOST_EVENTS", folder.In("train")),
            ("DOTNET_EnableWriteXorExecute", "0"),
            ("HOST_BUFFERED", buffered ? "1" : null!)
        );
        var (exitCode, output) = host.End();
        Assert.True(exitCode == 0, host.Errors);
        var lines = output.Split('\n');
        var file = Directory.GetFiles(folder.In("train")).Single();
        Assert.Contains(file, lines[1]);
        Assert.Contains("rite TensorBoard events", lines[1]);
        Assert.Equal(lines[1], lines[2]);
        // What did not fit is nowhere, what was accepted is there once.
        Assert.InRange(long.Parse(lines[3]), buffered ? 120_000 : 199_900, 200_001);
        var events = EventFile.Read(file).Skip(2).ToList();
        Assert.Equal(Enumerable.Range(0, int.Parse(lines[0])).Select(i => (long)i), events.Select(e => e.Step));
        Assert.True(events.Count > 4_000);
    }

    [Fact]
    public void KilledProgram_LosesNoRecord()
    {
        using var folder = TempFolder.ForCaller();
        using var host = new RunHostProcess("events", folder.In("runs"), ("HOST_EVENTS", folder.In("train"))).Ready();
        host.Send("KILL").End();
        Assert.Equal(1000, EventFile.ReadOnly(folder.In("train")).Count(e => e.Summary is not null));
    }
}
