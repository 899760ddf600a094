using System.Text;
using Gen.IO;
using Gen.Training.Tests.Charts.Support;

namespace Gen.Runtime.Tests.IO;

public class PngFileTests
{
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(7, 3, 3)]
    [InlineData(64, 200, 3)]
    [InlineData(1, 1, 1)]
    [InlineData(9, 5, 1)]
    [InlineData(9, 5, 2)]
    [InlineData(9, 5, 4)]
    public void Encode_EveryPixelIsReadBack(int width, int height, int channels)
    {
        var pixels = new byte[channels * width * height];
        new Random(6).NextBytes(pixels);

        // Some rows repeat the one above.
        var row = channels * width;
        for (var y = 2; y < height; y += 3) pixels.AsSpan((y - 1) * row, row).CopyTo(pixels.AsSpan(y * row));
        var file = PngFile.Encode(width, height, channels, pixels);
        var picture = new PngImage(file);
        Assert.Equal((width, height, channels), (picture.Width, picture.Height, picture.Channels));
        Assert.Equal(["IHDR", "IDAT", "IEND"], picture.Types);
        Assert.Equal(pixels, picture.Pixels);
        Assert.True(PngFile.TryReadHeader(file, out var readWidth, out var readHeight, out var readChannels));
        Assert.Equal((width, height, channels), (readWidth, readHeight, readChannels));
    }

    [Fact]
    public void TryReadHeader_NotPng_ReturnsFalse()
    {
        var file = PngFile.Encode(2, 2, 1, new byte[4]);
        Assert.False(PngFile.TryReadHeader([], out _, out _, out _));
        Assert.False(PngFile.TryReadHeader(file.AsSpan(0, 28), out _, out _, out _));
        Assert.False(PngFile.TryReadHeader([0xFF, 0xD8, .. new byte[40]], out _, out _, out _));
        file[20] = 0xFF;
        Assert.False(PngFile.TryReadHeader(file, out _, out _, out _));
    }

    [Fact]
    public void Encode_FiveChannels_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => PngFile.Encode(1, 1, 5, new byte[5]));

    [Fact]
    public void Crc32_IsThatOfTheStandard() =>
        Assert.Equal(0xCBF43926, PngFile.Crc32(Encoding.ASCII.GetBytes("1234"), Encoding.ASCII.GetBytes("56789")));
}
