using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Gen.IO;

/// <summary>Packs pixels as a PNG file (https://www.w3.org/TR/png-3/): 8 bits a channel, no interlace. Compiled into the runtime and the training library alike.</summary>
internal static class PngFile
{
    private const int HeaderLength = 13;

    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>The file's bytes.</summary>
    /// <param name="width">Pixels of a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="channels">Bytes of a pixel: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA.</param>
    /// <param name="pixels">The channels of each pixel, row by row from the top.</param>
    public static byte[] Pack(int width, int height, int channels, ReadOnlySpan<byte> pixels)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        (header[8], header[9]) = (8, ColorType(channels));

        var file = new MemoryStream();
        file.Write(Signature);
        Chunk(file, "IHDR", header);
        Chunk(file, "IDAT", Compress(width * channels, height, pixels));
        Chunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>Reads the size and the channels of a PNG file from its first chunk; false if the bytes do not begin as a PNG file does.</summary>
    public static bool TryReadHeader(ReadOnlySpan<byte> file, out int width, out int height, out int channels)
    {
        (width, height, channels) = (0, 0, 0);
        var header = Signature.Length + 8;
        if (file.Length < header + HeaderLength || !file.StartsWith(Signature) || !file.Slice(header - 4, 4).SequenceEqual("IHDR"u8)) return false;
        width = BinaryPrimitives.ReadInt32BigEndian(file[header..]);
        height = BinaryPrimitives.ReadInt32BigEndian(file[(header + 4)..]);

        // A palette (3) is shown in colour.
        channels = file[header + 9] switch { 0 => 1, 4 => 2, 2 or 3 => 3, 6 => 4, _ => 0 };
        return width > 0 && height > 0 && channels > 0;
    }

    private static byte ColorType(int channels) => channels switch
    {
        1 => 0,
        2 => 4,
        3 => 2,
        4 => 6,
        _ => throw new ArgumentOutOfRangeException(nameof(channels), channels, "A PNG file has 1 to 4 channels."),
    };

    private static ReadOnlySpan<byte> Compress(int length, int height, ReadOnlySpan<byte> pixels)
    {
        var packed = new MemoryStream();
        var row = new byte[length + 1];
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                PngFilter.Apply(pixels.Slice(y * length, length), y == 0 ? [] : pixels.Slice((y - 1) * length, length), row);
                zlib.Write(row);
            }
        }

        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void Chunk(Stream file, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4], name = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        Encoding.ASCII.GetBytes(type, name);
        file.Write(number);
        file.Write(name);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(name, data));
        file.Write(number);
    }
}

/// <summary>Rewrites rows of pixels as differences, which compress better (https://www.w3.org/TR/png-3/#9Filters).</summary>
internal static class PngFilter
{
    /// <summary>The type of a row as it is.</summary>
    public const byte None = 0;

    /// <summary>The type of a row as differences from the row above.</summary>
    public const byte Up = 2;

    /// <summary>Writes a row with the filter that suits charts: nothing for the row above's twin, else as it is.</summary>
    /// <param name="row">The row.</param>
    /// <param name="above">The row above; empty for the first.</param>
    /// <param name="filtered">Takes the filter's type and the row's bytes: one longer than the row.</param>
    public static void Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above, Span<byte> filtered)
    {
        // Charts are flat areas with sharp edges: most rows repeat the one above, and where they do not, the compressor finds the runs and repeated
        // pieces of glyphs in plain bytes better than in differences of soft edges.
        if (row.SequenceEqual(above))
        {
            filtered[0] = Up;
            filtered[1..].Clear();
            return;
        }

        filtered[0] = None;
        row.CopyTo(filtered[1..]);
    }
}

/// <summary>The checksum of PNG's chunks (https://www.w3.org/TR/png-3/#5CRC-algorithm).</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Entry((uint)n))];

    /// <summary>The checksum of two stretches of bytes, one after the other.</summary>
    public static uint Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => ~Update(Update(~0u, first), second);

    private static uint Update(uint crc, ReadOnlySpan<byte> data)
    {
        foreach (var b in data) crc = Table[(byte)(crc ^ b)] ^ (crc >> 8);
        return crc;
    }

    private static uint Entry(uint n)
    {
        for (var bit = 0; bit < 8; bit++) n = (n & 1) != 0 ? 0xEDB88320 ^ (n >> 1) : n >> 1;
        return n;
    }
}
