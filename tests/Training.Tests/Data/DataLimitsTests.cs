using System.Buffers.Binary;
using System.Text;
using Gen.Training.Data;
using Xunit;

namespace Gen.Training.Tests.Data;

/// <summary>Files that are small on the disk and large in memory end in an error, and take little memory until then.</summary>
public sealed class DataLimitsTests : IDisposable
{
    private const long MaxMemory = 300_000_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x", "line 2: the row is longer than 16777216 characters.")]
    [InlineData("1,", "line 2: the row has more than 1048576 cells.")]
    [InlineData("\"\"", "line 2: the row is longer than 16777216 characters.")]
    public void RowWithoutEnd_IsAnError(string text, string message) => AssertRefused("a,b\n", text, message);

    [Theory]
    [InlineData("x", "line 1: the row is longer than 16777216 characters.")]
    [InlineData("a,", "line 1: the row has more than 1048576 cells.")]
    public void HeaderWithoutEnd_IsAnError(string text, string message) => AssertRefused("", text, message);

    [Fact]
    public void LongTextOfShortRows_IsRead()
    {
        var text = new StringBuilder("a\n").Insert(2, "12345678\n\n", 2_000_000).ToString();
        using var data = CsvData.Read(new StringReader(text));
        Assert.Equal([2_000_000, 1], data.Data.Features.shape);
    }

    [Theory]
    [InlineData("1e39")]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("1e99999999999999999999")]
    public void NumberBeyondFloat32_IsAnError(string number)
    {
        var e = Assert.Throws<BadDataException>(() => CsvData.Read(new StringReader($"a\n{number}\n")));
        Assert.EndsWith($"line 2, column 1 ('a'): '{number}' is out of the range of float32.", e.Message);
    }

    [Fact]
    public void Infinity_IsRead()
    {
        using var data = CsvData.Read(new StringReader("a\nInfinity\n"));
        Assert.Equal(float.PositiveInfinity, data.Data.Features[0, 0].item<float>());
    }

    [Fact]
    public void IdxFileLargerThanMemory_IsAnError()
    {
        byte[] header = new byte[12];
        (header[2], header[3]) = (0x0E, 2);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4), 1 << 20);
        BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(8), 1 << 20);
        var path = _folder.Write("big.idx", header);
        using (var file = File.OpenWrite(path))
            file.SetLength(12 + (1L << 43));
        var e = Assert.Throws<BadDataException>(() => IdxData.Read(path));
        Assert.StartsWith($"{path} needs {1L << 43} bytes of memory or more, but there are ", e.Message);
    }

    private void AssertRefused(string begin, string repeated, string message)
    {
        var text = new StringBuilder(begin).Insert(begin.Length, repeated, 40_000_000 / repeated.Length).ToString();
        var path = _folder.Write("bomb.csv.gz", Encoding.UTF8.GetBytes(text), gzip: true);
        Assert.True(new FileInfo(path).Length < 1_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<BadDataException>(() => CsvData.Read(path));
        Assert.EndsWith($"{path}, {message}", e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxMemory);
    }
}
