namespace Gen.TensorBoard;

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
