using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard;

public class SummaryWriterFolderTests
{
    [Theory]
    [InlineData("run_{date}", "run_2026_11_30-09_05_07")]
    [InlineData("{DATE:yyyy-MM-dd}/train", "2026-11-30/train")]
    [InlineData("{date:yyyy/MM/dd HH:mm}", "2026_11_30 09_05")]
    [InlineData("a{b}c", "a{b}c")]
    [InlineData("{dates}", "{dates}")]
    public void Date_IsTheLocalTime(string given, string expected) =>
        Assert.Equal(expected, SummaryWriter.FormatFolder(given, new LocalTime()));

    [Fact]
    public void Writer_CreatesTheFolderOfTheTime()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.In("my_logs", "run_{date}"), new SummaryWriterOptions { Time = new LocalTime() });
        Assert.Equal(folder.In("my_logs", "run_2026_11_30-09_05_07"), writer.Folder);
        Assert.Equal(writer.Folder, Path.GetDirectoryName(writer.File));
        Assert.True(File.Exists(writer.File));
    }

    [Fact]
    public void FolderOfThatName_IsKept()
    {
        using var folder = TempFolder.ForCaller();
        Directory.CreateDirectory(folder.In("runs {date}", "1"));
        using var writer = new SummaryWriter(folder.In("runs {date}", "1", "train"));
        Assert.Equal(folder.In("runs {date}", "1", "train"), writer.Folder);
    }

    [Fact]
    public void InvalidFormat_Throws()
    {
        var failure = Assert.Throws<ArgumentException>(() => SummaryWriter.FormatFolder("run_{date:%}", new LocalTime()));
        Assert.StartsWith("'%' in '{date:%}' is not a date format.", failure.Message);
    }

    // Local time is two hours before the time of the clock.
    private sealed class LocalTime : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone { get; } =
            TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(-2), "test", "test");

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 30, 11, 5, 7, TimeSpan.Zero);
    }
}
