using Gen.EventFiles;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Reading;

public class EventReaderTests
{
    [Fact]
    public void Records_AreReadBack()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(
            folder.Path,
            new SummaryWriterOptions { FirstStep = 3, Time = new ManualTime(ManualTime.Noon) }
        );
        writer.AddScalar("loss", 0.5, 3);
        writer.AddScalar("acc uracy/ä", double.NaN, 4);
        using var reader = new EventReader(writer.File);
        var records = reader.Read().ToList();
        Assert.Equal([EventKind.FileVersion, EventKind.SessionStart, EventKind.Scalar, EventKind.Scalar], records.Select(r => r.Kind));
        Assert.Equal(["", "", "loss", "acc uracy/ä"], records.Select(r => r.Tag));
        Assert.Equal([0, 3, 3, 4], records.Select(r => r.Step));
        Assert.Equal([double.NaN, double.NaN, 0.5, double.NaN], records.Select(r => r.Scalar));
        Assert.All(records, r => Assert.Equal(1_772_366_400, r.WallTime));
        Assert.Equal(["loss", "acc uracy/ä"], reader.Tags);
        Assert.Empty(reader.Errors);
        Assert.Equal(new FileInfo(writer.File).Length, reader.Position);
    }

    [Fact]
    public void GrowingFile_IsReadFurther()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        using var reader = new EventReader(writer.File);
        Assert.Equal(2, reader.Read().Count());
        for (var step = 0; step < 10; step++)
        {
            Assert.Empty(reader.Read());
            writer.AddScalar("loss", step, step);
            Assert.Equal(step, Assert.Single(reader.Read()).Step);
        }
    }

    [Fact]
    public async Task File_IsReadWhileWritten()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        var writing = Task.Run(() =>
        {
            for (var step = 0; step < 20_000; step++)
                writer.AddScalar("loss", step, step);
        });
        using var reader = new EventReader(writer.File);
        var next = 0;
        for (var last = false; !last;)
        {
            last = writing.IsCompleted;
            foreach (var record in reader.Read().Where(r => r.Kind is EventKind.Scalar))
                Assert.Equal(next++, record.Step);
            // The independent reader accepts a part of a record at the end, and no other fault.
            var bytes = await File.ReadAllBytesAsync(writer.File);
            EventFile.Parse(bytes.AsSpan(0, Math.Min(bytes.Length, 20_000)), out _);
        }

        await writing;
        Assert.Equal(20_000, next);
    }

    [Fact]
    public void FileTruncatedAtAnyByte_IsReadUpToThereAndThenToTheEnd()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        writer.AddScalar("loss", 1, 1);
        var before = (int)new FileInfo(writer.File).Length;
        writer.AddScalar("loss", 2, 2);
        writer.Dispose();
        var whole = File.ReadAllBytes(writer.File);
        for (var length = before + 1; length < whole.Length; length++)
        {
            var torn = folder.In($"torn.tfevents.{length}");
            File.WriteAllBytes(torn, whole[..length]);
            using var reader = new EventReader(torn);
            Assert.Equal(1, reader.Read().Last().Step);
            Assert.Equal(before, reader.Position);
            Assert.Equal(new EventReadError(torn, before, EventReadErrorKind.Truncated), Assert.Single(reader.Errors));
            File.WriteAllBytes(torn, whole);
            Assert.Equal(2, Assert.Single(reader.Read()).Step);
            Assert.Empty(reader.Errors);
        }
    }

    [Fact]
    public void FlippedByte_IsReportedAndSkipsOneRecordOnly()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path);
        var before = (int)new FileInfo(writer.File).Length;
        writer.AddScalar("loss", 1, 1);
        var after = (int)new FileInfo(writer.File).Length;
        writer.AddScalar("loss", 2, 2);
        writer.Dispose();
        var whole = File.ReadAllBytes(writer.File);
        for (var at = before; at < after; at++)
        {
            var bytes = whole.ToArray();
            bytes[at] ^= 0x10;
            var damaged = folder.In($"damaged.tfevents.{at}");
            File.WriteAllBytes(damaged, bytes);
            using var reader = new EventReader(damaged);
            var length = at < before + 12;
            Assert.Equal(length ? [] : [2L], reader.Read().Skip(2).Select(r => r.Step));
            Assert.Equal(
                new EventReadError(damaged, before, length ? EventReadErrorKind.CorruptLength : EventReadErrorKind.CorruptData),
                Assert.Single(reader.Errors)
            );
            Assert.Contains($"at byte {before}", reader.Errors[0].ToString());
        }
    }

    [Fact]
    public void ZerosAndInvalidEvents_AreReported()
    {
        using var folder = TempFolder.ForCaller();
        var file = folder.In("tfevents");
        var scalar = EventFile.Frame([0x10, 7]);
        File.WriteAllBytes(file, [.. EventFile.Frame([0xFF, 0xFF, 0xFF]), .. scalar, .. new byte[100]]);
        using var reader = new EventReader(file);
        Assert.Equal([7L], reader.Read().Select(r => r.Step));
        Assert.Equal(
            [(0L, EventReadErrorKind.InvalidEvent), (19 + 18, EventReadErrorKind.CorruptLength)],
            reader.Errors.Select(d => (d.Offset, d.Kind))
        );
        // Padding that is replaced by records later.
        File.WriteAllBytes(file, [.. EventFile.Frame([0xFF, 0xFF, 0xFF]), .. scalar, .. scalar]);
        Assert.Single(reader.Read());
        Assert.Equal(EventReadErrorKind.InvalidEvent, Assert.Single(reader.Errors).Kind);
    }

    [Fact]
    public void MissingFile_ThrowsWithPath()
    {
        var e = Assert.Throws<EventFileException>(() => new EventReader("/nowhere/events.tfevents"));
        Assert.Contains("/nowhere/events.tfevents", e.Message);
    }
}
