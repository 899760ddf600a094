using Gen.EventFiles;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Writing;

public class EventClockTests
{
    private const double Noon = 1_772_366_400;

    [Fact]
    public void WallTime_HasMicroseconds()
    {
        var time = new ManualTime(ManualTime.Noon.AddMicroseconds(123_456));
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path, new SummaryWriterOptions { Time = time });
        writer.AddScalar("loss", 1, 1);
        Assert.All(EventFile.ReadOnly(folder.Path), e => Assert.Equal(Noon + 0.123456, e.WallTime, 6));
    }

    [Fact]
    public void ClockSetBack_WallTimeStandsStillUntilCaughtUp()
    {
        var time = new ManualTime(ManualTime.Noon);
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path, new SummaryWriterOptions { Time = time });
        foreach (var seconds in new[] { 10, -3600, 5, 11, -double.MaxValue, 12 })
        {
            time.Now = seconds == -double.MaxValue ? DateTimeOffset.MinValue : ManualTime.Noon.AddSeconds(seconds);
            writer.AddScalar("loss", 1, 1);
        }

        Assert.Equal([0, 0, 10, 10, 10, 11, 11, 12], EventFile.ReadOnly(folder.Path).Select(e => e.WallTime - Noon));
    }

    [Fact]
    public void GivenTime_IsWrittenUnchanged()
    {
        using var folder = TempFolder.ForCaller();
        using var writer = new SummaryWriter(folder.Path, new SummaryWriterOptions { Time = new ManualTime(ManualTime.Noon) });
        writer.AddScalar("old", 1, 1, DateTimeOffset.FromUnixTimeMilliseconds(1_500));
        writer.AddScalar("old", 1, 2, new DateTimeOffset(2026, 3, 1, 13, 0, 1, TimeSpan.FromHours(1)));
        writer.AddScalar("new", 1, 1);
        Assert.Equal([1.5, Noon + 1, Noon], EventFile.ReadOnly(folder.Path).Skip(2).Select(e => e.WallTime));
    }
}
