using Gen.EventFiles;
using Gen.Runtime.Tests.Support;
using Gen.TensorBoard;

namespace Gen.Runtime.Tests.TensorBoard.Writing;

public sealed class BufferedWriterTests : IDisposable
{
    private readonly TempFolder _folder = TempFolder.ForCaller(nameof(BufferedWriterTests));
    private readonly ManualTime _time = new(ManualTime.Noon);
    private readonly SummaryWriter _writer;

    public BufferedWriterTests() => _writer = new SummaryWriter(_folder.Path, new SummaryWriterOptions { Buffered = true, Time = _time });

    private int Written => EventFile.Read(_writer.File).Count - 2;

    [Fact]
    public void Buffered_WritesOnFlush()
    {
        _writer.AddScalar("loss", 1, 1);
        _writer.AddScalar("loss", 2, 2);
        Assert.Equal(0, Written);
        _writer.Flush();
        Assert.Equal(2, Written);
    }

    [Fact]
    public void Buffered_WritesWithinASecond()
    {
        for (var round = 1; round <= 3; round++)
        {
            _writer.AddScalar("loss", 1, round);
            Assert.Equal(TimeSpan.FromSeconds(1), _time.Due);
            _time.Ring();
            Assert.Equal(round, Written);
        }

        Assert.Null(_time.Due);
    }

    [Fact]
    public void Buffered_FullBuffer_IsWrittenInWholeRecords()
    {
        for (var step = 0; step < 2_000; step++)
            _writer.AddScalar("loss", 1, step);
        // A record is 40 to 41 bytes, and 64 KiB are kept back.
        Assert.InRange(Written, 1, 1_990);
        _writer.Dispose();
        Assert.Equal(2_000, Written);
    }

    [Fact]
    public void Buffered_LargeRecord_KeepsOrder()
    {
        var large = new string('x', 100_000);
        _writer.AddScalar("before", 1, 1);
        _writer.AddScalar(large, 1, 1);
        _writer.AddScalar("after", 1, 1);
        _writer.Flush();
        Assert.Equal(["before", large, "after"], EventFile.Read(_writer.File).Skip(2).Select(e => e.Summary.Value[0].Tag));
    }

    [Fact]
    public void Buffered_FailureOnTimer_IsThrownByNextCall()
    {
        Directory.Delete(_folder.Path, recursive: true);
        // The writer looks whether its file is there once a second.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                _writer.AddScalar("loss", 1, 1);
                _time.Ring();
                return _time.Due is not null;
            },
            TimeSpan.FromSeconds(30)));
        Assert.Contains("deleted", Assert.Throws<EventFileException>(() => _writer.AddScalar("loss", 1, 2)).Message);
        Directory.CreateDirectory(_folder.Path);
        Assert.Throws<EventFileException>(_writer.Dispose);
    }

    [Fact]
    public void Buffered_Dispose_WritesBufferedRecords()
    {
        _writer.AddScalar("loss", 1, 1);
        _writer.Dispose();
        Assert.Equal(1, Written);
        _time.Ring();
    }

    public void Dispose()
    {
        _writer.Dispose();
        _folder.Dispose();
    }
}
