using System.Buffers.Text;
using System.Globalization;
using Gen.IO;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Images.</content>
public sealed partial class SummaryWriter
{
    private static readonly PluginInfo s_images = new("images", DataClass.BlobSequence, new ImagePluginData());

    /// <summary>Adds an image that is already encoded as PNG.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="png">The bytes of the PNG file. Width, height and channels are read from it.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the bytes are not a PNG file.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddImage(string tag, ReadOnlySpan<byte> png, long step, DateTimeOffset? time = null)
    {
        if (!PngFile.TryReadHeader(png, out var width, out var height, out var channels))
        {
            throw new ArgumentException(
                $"The image '{tag}' is not a PNG file. Pass the bytes of a PNG file, or pixels with their height, width and channels.",
                nameof(png)
            );
        }

        var image = new Summary.Types.Image
        {
            Width = width,
            Height = height,
            Colorspace = channels,
            EncodedImageString = ByteString.CopyFrom(png),
        };
        Add(new Summary.Types.Value { Tag = tag, Image = image }, s_images, step, time);
    }

    /// <summary>Adds an image.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="pixels">The pixels, of shape [height, width, channels], from 0 (dark) to 255.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="channels">The number of channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the number of pixels does not match the shape.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddImage(string tag, ReadOnlySpan<byte> pixels, int height, int width, int channels, long step, DateTimeOffset? time = null)
    {
        ImagePixels.Check(pixels.Length, 1, height, width, channels);
        AddImage(tag, PngFile.Encode(width, height, channels, pixels), step, time);
    }

    /// <summary>Adds a batch of images under one tag. TensorBoard shows each in its own card and keeps or drops the images of a step
    /// together.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="pixels">The pixels, of shape [count, height, width, channels], from 0 (dark) to 255.</param>
    /// <param name="count">The number of images, at least 1.</param>
    /// <param name="height">The height of an image in pixels.</param>
    /// <param name="width">The width of an image in pixels.</param>
    /// <param name="channels">The number of channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the number of pixels does not match the shape.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddImages(
        string tag, ReadOnlySpan<byte> pixels, int count, int height, int width, int channels, long step, DateTimeOffset? time = null)
    {
        ImagePixels.Check(pixels.Length, count, height, width, channels);
        var size = height * width * channels;

        // The plugin's format: width and height as text, then the encoded images.
        var parts = new ByteString[count + 2];
        parts[0] = ByteString.CopyFromUtf8(width.ToString(CultureInfo.InvariantCulture));
        parts[1] = ByteString.CopyFromUtf8(height.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < count; i++)
            parts[i + 2] = UnsafeByteOperations.UnsafeWrap(PngFile.Encode(width, height, channels, pixels.Slice(i * size, size)));
        Add(new Summary.Types.Value { Tag = tag, Tensor = TensorProtos.Create(parts, parts.Length) }, s_images, step, time);
    }

    /// <param name="tag">The tag.</param>
    /// <param name="pixels">The pixels, of shape [count, height, width, channels], from 0 (dark) to 1. Values out of range are clipped; NaN
    /// becomes 0.</param>
    /// <param name="count">The number of images, at least 1.</param>
    /// <param name="height">The height of an image in pixels.</param>
    /// <param name="width">The width of an image in pixels.</param>
    /// <param name="channels">The number of channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <inheritdoc cref="AddImages(string, ReadOnlySpan{byte}, int, int, int, int, long, DateTimeOffset?)"/>
    public void AddImages(
        string tag, ReadOnlySpan<float> pixels, int count, int height, int width, int channels, long step, DateTimeOffset? time = null)
    {
        ImagePixels.Check(pixels.Length, count, height, width, channels);
        AddImages(tag, ImagePixels.ToBytes(pixels), count, height, width, channels, step, time);
    }
}

/// <content>Images.</content>
public sealed partial class EventRecord
{
    /// <summary>The images of an <see cref="EventKind.Image"/> record; otherwise null.</summary>
    public EventImages? Images => Kind is EventKind.Image ? EventImages.Decode(Value) : null;
}

/// <summary>The images of a record.</summary>
/// <param name="Width">The width of each image in pixels.</param>
/// <param name="Height">The height of each image in pixels.</param>
/// <param name="Encoded">The encoded file of each image. Most writers use PNG; JPEG, GIF and BMP occur.</param>
public sealed record EventImages(int Width, int Height, IReadOnlyList<ReadOnlyMemory<byte>> Encoded)
{
    internal static EventImages Decode(Summary.Types.Value value)
    {
        if (value.Image is { } image) return new EventImages(image.Width, image.Height, [image.EncodedImageString.Memory]);
        var strings = EventTensor.Decode(value.Tensor).Strings;
        return strings.Count < 2
            ? new EventImages(0, 0, [])
            : new EventImages(ParseNumber(strings[0].Span), ParseNumber(strings[1].Span), [.. strings.Skip(2)]);
    }

    private static int ParseNumber(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}

/// <summary>Checks and conversions of raw pixels.</summary>
internal static class ImagePixels
{
    /// <summary>Throws if the number of values does not match the shape.</summary>
    public static void Check(int length, int count, int height, int width, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is < 1 or > 4)
        {
            throw new ArgumentOutOfRangeException(
                nameof(channels),
                channels,
                $"An image has 1 (gray), 2 (gray and alpha), 3 (RGB) or 4 (RGBA) channels, but {channels} were given."
            );
        }

        var expected = (Int128)count * height * width * channels;
        if (length != expected)
            throw new ArgumentException(
                $"Images of shape [{count}, {height}, {width}, {channels}] need {expected} values, but {length} were given.",
                nameof(length)
            );
    }

    /// <summary>Converts values from 0 to 1 to bytes, rounded. Values out of range are clipped; NaN becomes 0.</summary>
    public static byte[] ToBytes(ReadOnlySpan<float> pixels)
    {
        var bytes = new byte[pixels.Length];

        // The comparison is false for NaN.
        for (var i = 0; i < bytes.Length; i++) bytes[i] = pixels[i] > 0 ? (byte)((Math.Min(pixels[i], 1) * 255) + 0.5f) : (byte)0;
        return bytes;
    }
}
