using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace Gen.Training.Tests.Charts.Support;

/// <summary>A decoded PNG file. Checks signature, chunks and checksums, and supports all five filters.</summary>
internal sealed class PngImage
{
    private readonly byte[] pixels;

    public PngImage(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        var chunks = new List<(string Type, byte[] Data)>();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 4, length + 4);
            Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)), Checksum(body));
            chunks.Add((Encoding.ASCII.GetString(body[..4]), body[4..].ToArray()));
            at += length + 12;
        }

        Types = [.. chunks.Select(c => c.Type)];
        var header = chunks[0].Data;
        (Width, Height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        Channels = header[9] switch { 0 => 1, 4 => 2, 2 => 3, 6 => 4, _ => throw new InvalidDataException() };
        Assert.Equal([8, header[9], 0, 0, 0], header[8..]);
        pixels = Unfilter(Inflate([.. chunks.Where(c => c.Type == "IDAT").SelectMany(c => c.Data)]), Channels, Channels * Width, Height);
    }

    public IReadOnlyList<string> Types { get; }

    public int Width { get; }

    public int Height { get; }

    /// <summary>The number of channels: 1 gray, 2 gray and alpha, 3 RGB, 4 RGBA.</summary>
    public int Channels { get; }

    /// <summary>The bytes of the pixels, row by row from the top.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The pixel at a position, for files of three channels.</summary>
    public (byte R, byte G, byte B) this[int x, int y] =>
        (pixels[3 * ((y * Width) + x)], pixels[(3 * ((y * Width) + x)) + 1], pixels[(3 * ((y * Width) + x)) + 2]);

    /// <summary>Returns the darkness of a pixel, 0 (white) to 255 (black).</summary>
    public int Ink(int x, int y) => 255 - ((this[x, y].R + this[x, y].G + this[x, y].B) / 3);

    private static byte[] Inflate(byte[] data)
    {
        var plain = new MemoryStream();
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        zlib.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Unfilter(byte[] data, int channels, int length, int height)
    {
        Assert.Equal((length + 1) * height, data.Length);
        var plain = new byte[length * height];
        for (var y = 0; y < height; y++)
        {
            var filter = data[y * (length + 1)];
            for (var i = 0; i < length; i++)
            {
                int left = i < channels ? 0 : plain[(y * length) + i - channels], up = y == 0 ? 0 : plain[((y - 1) * length) + i];
                var corner = i < channels || y == 0 ? 0 : plain[((y - 1) * length) + i - channels];
                var guess = filter switch
                {
                    0 => 0,
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Paeth(left, up, corner),
                    _ => throw new InvalidDataException(),
                };
                plain[(y * length) + i] = (byte)(data[(y * (length + 1)) + 1 + i] + guess);
            }
        }

        return plain;
    }

    private static int Paeth(int a, int b, int c)
    {
        int p = a + b - c, pa = Math.Abs(p - a), pb = Math.Abs(p - b), pc = Math.Abs(p - c);
        return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }

    // Computed bit by bit, unlike the writer's table.
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = ~0u;
        foreach (var b in data)
            for (var bit = 0; bit < 8; bit++) crc = (((crc ^ (uint)(b >> bit)) & 1) != 0 ? 0xEDB88320 : 0) ^ (crc >> 1);
        return ~crc;
    }
}
