using System.Buffers.Text;
using System.Globalization;
using Gen.Shared;
using Gen.TensorBoard.Protos;
using Google.Protobuf;

namespace Gen.TensorBoard;

/// <content>Images.</content>
public sealed partial class SummaryWriter
{
    private static readonly PluginInfo s_images = new("images", DataClass.BlobSequence, new ImagePluginData());

    /// <summary>Adds a picture that is a PNG file already.</summary>
    /// <param name="tag">The picture's name.</param>
    /// <param name="png">The file's bytes; width and height are read from them.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the bytes are not a PNG file.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddImage(string tag, ReadOnlySpan<byte> png, long step, DateTimeOffset? time = null)
    {
        if (!PngFile.TryReadHeader(png, out var width, out var height, out var channels))
            throw new ArgumentException($"The image '{tag}' is not a PNG file: give the bytes of one, or the pixels with height, width and channels.", nameof(png));
        var image = new Summary.Types.Image { Width = width, Height = height, Colorspace = channels, EncodedImageString = ByteString.CopyFrom(png) };
        Add(new Summary.Types.Value { Tag = tag, Image = image }, s_images, step, time);
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="tag">The picture's name.</param>
    /// <param name="pixels">Rows from the top, of pixels from the left, of channels: [height, width, channels], 0 (dark) to 255.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the number of pixels is not that of the sizes.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddImage(string tag, ReadOnlySpan<byte> pixels, int height, int width, int channels, long step, DateTimeOffset? time = null)
    {
        PixelShape.Check(pixels.Length, 1, height, width, channels);
        AddImage(tag, PngFile.Pack(width, height, channels, pixels), step, time);
    }

    /// <summary>Adds a batch of pictures under one tag. TensorBoard shows each in a card of its own and keeps or drops the pictures of a step together.</summary>
    /// <param name="tag">The batch's name.</param>
    /// <param name="pixels">The pictures' pixels: [count, height, width, channels], 0 (dark) to 255.</param>
    /// <param name="count">Pictures, at least 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the number of pixels is not that of the sizes.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddImages(string tag, ReadOnlySpan<byte> pixels, int count, int height, int width, int channels, long step, DateTimeOffset? time = null)
    {
        PixelShape.Check(pixels.Length, count, height, width, channels);
        var size = height * width * channels;

        // The pictures of a batch come after their width and height, as text.
        var parts = new ByteString[count + 2];
        parts[0] = ByteString.CopyFromUtf8(width.ToString(CultureInfo.InvariantCulture));
        parts[1] = ByteString.CopyFromUtf8(height.ToString(CultureInfo.InvariantCulture));
        for (var i = 0; i < count; i++)
            parts[i + 2] = UnsafeByteOperations.UnsafeWrap(PngFile.Pack(width, height, channels, pixels.Slice(i * size, size)));
        Add(new Summary.Types.Value { Tag = tag, Tensor = Tensors.Of(parts, parts.Length) }, s_images, step, time);
    }

    /// <param name="tag">The batch's name.</param>
    /// <param name="pixels">The pictures' pixels: [count, height, width, channels], 0 (dark) to 1. What is beyond is drawn as the nearer end, NaN as 0.</param>
    /// <param name="count">Pictures, at least 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <inheritdoc cref="AddImages(string, ReadOnlySpan{byte}, int, int, int, int, long, DateTimeOffset?)"/>
    public void AddImages(string tag, ReadOnlySpan<float> pixels, int count, int height, int width, int channels, long step, DateTimeOffset? time = null)
    {
        PixelShape.Check(pixels.Length, count, height, width, channels);
        AddImages(tag, PixelShape.Bytes(pixels), count, height, width, channels, step, time);
    }
}

/// <summary>How pixels are counted and converted.</summary>
internal static class PixelShape
{
    /// <summary>Refuses sizes that do not fit the number of pixels.</summary>
    public static void Check(int length, int count, int height, int width, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        if (channels is < 1 or > 4) throw new ArgumentOutOfRangeException(nameof(channels), channels, "A picture has 1 (grey), 2 (grey and alpha), 3 (RGB) or 4 (RGBA) channels.");
        var expected = (Int128)count * height * width * channels;
        if (length != expected)
            throw new ArgumentException($"Pictures of shape [{count}, {height}, {width}, {channels}] have {expected} numbers; {length} are given.", nameof(length));
    }

    /// <summary>Numbers from 0 to 1 as bytes, rounded; what is beyond is clipped, NaN is 0.</summary>
    public static byte[] Bytes(ReadOnlySpan<float> pixels)
    {
        var bytes = new byte[pixels.Length];

        // The comparison is false for NaN.
        for (var i = 0; i < bytes.Length; i++) bytes[i] = pixels[i] > 0 ? (byte)((Math.Min(pixels[i], 1) * 255) + 0.5f) : (byte)0;
        return bytes;
    }
}

/// <summary>Pictures and sounds in either of their two forms.</summary>
internal static class MediaReader
{
    public static EventImages Images(Summary.Types.Value value)
    {
        if (value.Image is { } image)
            return new EventImages(image.Width, image.Height, [image.EncodedImageString.Memory]);
        // Width and height in digits, then the pictures.
        var strings = TensorReader.Read(value.Tensor).Strings;
        return strings.Count < 2
            ? new EventImages(0, 0, [])
            : new EventImages(Number(strings[0].Span), Number(strings[1].Span), [.. strings.Skip(2)]);
    }

    public static EventAudio Audio(Summary.Types.Value value)
    {
        if (value.Audio is { } audio)
            return new EventAudio(audio.ContentType, [audio.EncodedAudioString.Memory]);
        // Of two columns, the second is a label.
        var tensor = TensorReader.Read(value.Tensor);
        var columns = tensor.Shape is [_, 2] ? 2 : 1;
        return new EventAudio("audio/wav", [.. tensor.Strings.Where((_, i) => i % columns == 0)]);
    }

    private static int Number(ReadOnlySpan<byte> digits) => Utf8Parser.TryParse(digits, out int number, out _) ? number : 0;
}
