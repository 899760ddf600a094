using Gen.IO;
using Gen.Runtime.Tests.Support;
using Gen.Runtime.Tests.TensorBoard.Support;
using Gen.Training.Tests.Charts.Support;

namespace Gen.Runtime.Tests.TensorBoard;

public class ImageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void AddImage_KeepsPixelsSizeAndChannels(int channels)
    {
        using var folder = TempFolder.ForCaller();
        var pixels = new byte[5 * 7 * channels];
        new Random(channels).NextBytes(pixels);
        var value = Written.Values(folder, w => w.AddImage("a picture", pixels, height: 5, width: 7, channels, step: 3)).Single();
        Assert.Equal((5, 7, channels), (value.Image.Height, value.Image.Width, value.Image.Colorspace));
        Assert.Null(value.Metadata);
        var picture = new PngImage(value.Image.EncodedImageString.ToByteArray());
        Assert.Equal((5, 7, channels), (picture.Height, picture.Width, picture.Channels));
        Assert.Equal(pixels, picture.Pixels);
    }

    [Fact]
    public void AddImage_PngFile_IsWrittenUnchanged()
    {
        using var folder = TempFolder.ForCaller();
        var png = PngFile.Encode(3, 2, 4, new byte[24]);
        var value = Written.Values(folder, w => w.AddImage("chart", png, step: 1)).Single();
        Assert.Equal(png, value.Image.EncodedImageString);
        Assert.Equal((3, 2, 4), (value.Image.Width, value.Image.Height, value.Image.Colorspace));
    }

    [Fact]
    public void AddImages_IsOneValueWithSizeFirst()
    {
        using var folder = TempFolder.ForCaller();
        var pixels = Enumerable.Range(0, 2 * 2 * 3 * 1).Select(i => (byte)(20 * i)).ToArray();
        var values = Written.Values(folder, w =>
        {
            w.AddImages("batch", pixels, count: 2, height: 2, width: 3, channels: 1, step: 1);
            w.AddImages("batch", pixels[..6], count: 1, height: 2, width: 3, channels: 1, step: 2);
        });
        Assert.Equal([4], values[0].Tensor.Sizes());
        Assert.Equal(["3", "2"], values[0].Tensor.Texts()[..2]);
        Assert.Equal(pixels[..6], new PngImage(values[0].Tensor.StringVal[2].ToByteArray()).Pixels);
        Assert.Equal(pixels[6..], new PngImage(values[0].Tensor.StringVal[3].ToByteArray()).Pixels);
        Assert.Equal("images", values[0].Metadata.PluginData.PluginName);
        Assert.Equal(Gen.EventFiles.Protos.DataClass.BlobSequence, values[0].Metadata.DataClass);
        Assert.Null(values[1].Metadata);
    }

    [Fact]
    public void AddImages_OutOfRangeIsClippedAndNaNIsZero()
    {
        using var folder = TempFolder.ForCaller();
        float[] pixels = [0, 1, 0.5f, -3, 7, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0.25f];
        var value = Written.Values(folder, w => w.AddImages("x", pixels, 1, 3, 3, 1, 0)).Single();
        Assert.Equal([0, 255, 128, 0, 255, 0, 255, 0, 64], new PngImage(value.Tensor.StringVal[2].ToByteArray()).Pixels.ToArray());
    }

    [Fact]
    public void AddImages_WrongSize_ThrowsWithShape()
    {
        using var folder = TempFolder.ForCaller();
        Written.By(
            folder,
            w =>
            {
                var error = Assert.Throws<ArgumentException>(() => w.AddImages("x", new float[10], 1, 2, 2, 3, 0));
                Assert.Contains("[1, 2, 2, 3] need 12 values, but 10 were given", error.Message);
                Assert.Contains(
                    "'jpeg' is not a PNG file",
                    Assert.Throws<ArgumentException>(() => w.AddImage("jpeg", [0xFF, 0xD8, 0xFF], 0)).Message
                );
                Assert.Throws<ArgumentOutOfRangeException>(() => w.AddImage("x", new byte[5], 1, 1, 5, 0));
                Assert.Throws<ArgumentOutOfRangeException>(() => w.AddImages("x", new byte[0], 0, 1, 1, 1, 0));
            }
        );
    }
}
