using Gen.Shared;

namespace Gen.TensorBoard;

/// <summary>Pictures that the projector draws in place of points: one PNG file with all of them, in as many columns as rows.</summary>
/// <param name="Png">The file's bytes.</param>
/// <param name="Width">The width of one picture.</param>
/// <param name="Height">The height of one picture.</param>
public sealed record EmbeddingSprite(ReadOnlyMemory<byte> Png, int Width, int Height)
{
    /// <summary>The most pixels on a side that all browsers draw.</summary>
    private const int LargestSide = 8192;

    /// <summary>Puts pictures side by side.</summary>
    /// <param name="pixels">The pictures in the order of the points: [count, height, width, channels], 0 (dark) to 255.</param>
    /// <param name="count">Pictures, at least 1.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Pixels of a row.</param>
    /// <param name="channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
    /// <exception cref="ArgumentException">The number of pixels is not that of the sizes, or the pictures together are larger than 8192 pixels on a side.</exception>
    public static EmbeddingSprite Of(ReadOnlySpan<byte> pixels, int count, int height, int width, int channels)
    {
        PixelShape.Check(pixels.Length, count, height, width, channels);
        var side = (int)Math.Ceiling(Math.Sqrt(count));
        if ((long)side * Math.Max(width, height) > LargestSide)
            throw new ArgumentException($"{count} pictures of {width} x {height} pixels make a sprite of more than {LargestSide} pixels on a side: give fewer or smaller ones.", nameof(count));

        int row = width * channels, whole = side * row;
        var sheet = new byte[side * height * whole];
        for (var y = 0; y < count * height; y++)
        {
            var (picture, line) = (y / height, y % height);
            pixels.Slice(y * row, row).CopyTo(sheet.AsSpan(((((picture / side) * height) + line) * whole) + ((picture % side) * row)));
        }

        return new(PngFile.Pack(side * width, side * height, channels, sheet), width, height);
    }
}
