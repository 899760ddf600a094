using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Gen.IO;

/// <summary>
/// Encoder of PNG files (https://www.w3.org/TR/png-3/): 8 bits per channel, not interlaced. Compiled into the runtime and into the training
/// library.
/// </summary>
internal static class PngFile
{
    private const int HeaderLength = 13;
    private const byte NoFilter = 0;
    private const byte UpFilter = 2;

    private static readonly uint[] CrcTable = [.. Enumerable.Range(0, 256).Select(n => CrcEntry((uint)n))];

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes pixels as the bytes of a PNG file.</summary>
    /// <param name="width">The width in pixels, at least 1.</param>
    /// <param name="height">The height in pixels, at least 1.</param>
    /// <param name="channels">Bytes per pixel: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="pixels">The pixels, of shape [height, width, channels].</param>
    public static byte[] Encode(int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, ColorType(channels));

        var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Compress(width * channels, height, pixels));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Reads the size and the number of channels from a PNG file's header. Returns false if the bytes are not those of a PNG
    /// file.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> file, out int width, out int height, out int channels)
    {
        (width, height, channels) = (0, 0, 0);
        var header = Signature.Length + 8;
        if (file.Length < header + HeaderLength || !file.StartsWith(Signature) || !file.Slice(header - 4, 4).SequenceEqual("IHDR"u8))
            return false;
        width = BinaryPrimitives.ReadInt32BigEndian(file[header..]);
        height = BinaryPrimitives.ReadInt32BigEndian(file[(header + 4)..]);

        // A palette (3) is shown in color.
        channels = file[header + 9] switch { 0 => 1, 4 => 2, 2 or 3 => 3, 6 => 4, _ => 0 };
        return width > 0 && height > 0 && channels > 0;
    }

    private static byte ColorType(int channels) =>
        channels switch
        {
            1 => 0,
            2 => 4,
            3 => 2,
            4 => 6,
            _ => throw new ArgumentOutOfRangeException(
                nameof(channels),
                channels,
                $"A PNG file has 1 to 4 channels, but {channels} were given."
            ),
        };

    private static ReadOnlySpan<byte> Compress(int length, int height, ReadOnlySpan<byte> pixels)
    {
        var compressed = new MemoryStream();
        var filtered = new byte[length + 1];
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                Filter(pixels.Slice(y * length, length), y == 0 ? [] : pixels.Slice((y - 1) * length, length), filtered);
                zlib.Write(filtered);
            }
        }

        return compressed.GetBuffer().AsSpan(0, (int)compressed.Length);
    }

    // Charts are flat areas with sharp edges: most rows repeat the one above, and the others compress better unfiltered than as
    // differences.
    private static void Filter(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        if (row.SequenceEqual(above))
        {
            filtered[0] = UpFilter;
            filtered[1..].Clear();
            return;
        }

        filtered[0] = NoFilter;
        row.CopyTo(filtered[1..]);
    }

    private static void WriteChunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4], name = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        Encoding.ASCII.GetBytes(type, name);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32(name, data));
        file.Write(number);
    }

    /// <summary>Computes the checksum of two spans (https://www.w3.org/TR/png-3/#5CRC-algorithm).</summary>
    internal static uint Crc32(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~UpdateCrc(UpdateCrc(~0u, first), second);

    private static uint UpdateCrc(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data) crc = CrcTable[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint CrcEntry(uint n)
    {
        for (var bit = 0; bit < 8; bit++) n = (n & 1) != 0 ? 0xEDB88320 ^ (n >> 1) : n >> 1;
        return n;
    }
}
