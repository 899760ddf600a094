using System.Text;
using Gen.Training.Charts.Drawing.Png;
using Gen.Training.Tests.Charts.Support;
using Xunit;

namespace Gen.Training.Tests.Charts.Drawing.Png;

public class PngFileTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(64, 200)]
    public void EveryPixelComesBack(int width, int height)
    {
        var pixels = new byte[3 * width * height];
        new Random(6).NextBytes(pixels);

        // Some rows repeat the one above.
        for (var y = 2; y < height; y += 3) pixels.AsSpan((y - 1) * 3 * width, 3 * width).CopyTo(pixels.AsSpan(y * 3 * width));
        var picture = new PngPicture(PngFile.Pack(width, height, pixels));
        Assert.Equal((width, height), (picture.Width, picture.Height));
        Assert.Equal(["IHDR", "IDAT", "IEND"], picture.Types);
        for (var i = 0; i < width * height; i++)
            Assert.Equal((pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]), picture[i % width, i / width]);
    }

    [Fact]
    public void TheChecksumIsThatOfTheStandard() => Assert.Equal(0xCBF43926, Crc32.Of(Encoding.ASCII.GetBytes("1234"), Encoding.ASCII.GetBytes("56789")));
}
