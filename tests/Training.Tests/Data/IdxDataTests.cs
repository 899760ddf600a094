using System.Buffers.Binary;
using Gen.Training.Data;
using Gen.Training.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Data;

public sealed class IdxDataTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<byte, ScalarType, double[], byte[]> Types => new()
    {
        { 0x08, ScalarType.Byte, [0, 255], [0, 255] },
        { 0x09, ScalarType.Int8, [-1, 127], [255, 127] },
        { 0x0B, ScalarType.Int16, [258, -2], [1, 2, 255, 254] },
        { 0x0C, ScalarType.Int32, [16909060, -2], [1, 2, 3, 4, 255, 255, 255, 254] },
        { 0x0D, ScalarType.Float32, [1.5, -2], [0x3F, 0xC0, 0, 0, 0xC0, 0, 0, 0] },
        { 0x0E, ScalarType.Float64, [1.5, -2], [0x3F, 0xF8, 0, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Read_EachElementType_WithAndWithoutGzip(byte code, ScalarType type, double[] expected, byte[] elements)
    {
        foreach (var gzip in new[] { false, true })
        {
            using var read = IdxData.Read(_folder.Write("data.idx", Idx(code, [2], elements), gzip));
            Assert.Equal(type, read.dtype);
            Assert.Equal([2], read.shape);
            Assert.Equal(expected, read.ToDoubles());
        }
    }

    [Fact]
    public void Read_FileLargerThanChunk_IsWhole()
    {
        var numbers = new byte[4 * 5_000_000];
        for (var i = 0; i < 5_000_000; i++) BinaryPrimitives.WriteInt32BigEndian(numbers.AsSpan(4 * i), i);
        using var read = IdxData.Read(_folder.Write("large.idx", Idx(0x0C, [1000, 50, 100], numbers)));
        Assert.Equal([1000, 50, 100], read.shape);
        Assert.Equal(Enumerable.Range(0, 5_000_000), read.data<int>().ToArray());
    }

    [Fact]
    public void ReadLabeled_HasFloatFeaturesAndInt64Labels()
    {
        var images = _folder.Write("images", Idx(8, [3, 2, 1], [0, 51, 102, 153, 204, 255]), gzip: true);
        var labels = _folder.Write("labels", Idx(8, [3], [7, 0, 9]));
        var before = LiveTensors.Count();
        using (var data = IdxData.ReadLabeled(images, labels, 255))
        {
            Assert.Equal([3, 2, 1], data.Features.shape);
            Assert.Equal(new[] { 0f, 0.2f, 0.4f, 0.6f, 0.8f, 1f }, data.Features.data<float>().ToArray());
            Assert.Equal([7L, 0, 9], data.Labels!.data<long>().ToArray());
        }
        Assert.Equal(before, LiveTensors.Count());
        Assert.Contains(
            "has 3 rows and",
            Assert.Throws<BadDataException>(() => IdxData.ReadLabeled(images, _folder.Write("few", Idx(8, [2], [7, 0])))).Message
        );
    }

    public static TheoryData<byte[], string> Damaged => new()
    {
        { [], "is not an IDX file" },
        { [0, 0, 8], "is not an IDX file" },
        { [1, 0, 8, 1, 0, 0, 0, 1, 5], "is not an IDX file" },
        { Idx(0x0A, [1], [5]), "element type 0x0A, which IDX does not define" },
        { [0, 0, 8, 0], "has 0 axes" },
        { [0, 0, 8, 2, 0, 0, 0, 1, 0, 0], "truncated within the sizes of its 2 axes" },
        { Idx(8, [4], [1, 2, 3]), "truncated" },
        { Idx(0x0D, [2], [0, 0, 0, 0, 0, 0, 0]), "truncated" },
        { Idx(8, [2], [1, 2, 3]), "extra bytes" },
        { Idx(8, [3, 0], []), "has no elements" },
        { Idx(8, [uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue], [1]), "truncated" },
        { Idx(8, [.. Enumerable.Repeat(1u << 16, 8)], [1]), "truncated" },
        { Idx(0x0E, [1u << 31, 1u << 30], [1]), "truncated" },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Read_CorruptFile_NamesFile(byte[] bytes, string expected)
    {
        var before = LiveTensors.Count();
        foreach (var gzip in new[] { false, true })
        {
            var path = _folder.Write("damaged.idx", bytes, gzip);
            var message = Assert.Throws<BadDataException>(() => IdxData.Read(path)).Message;
            Assert.Contains(path, message);
            Assert.Contains(expected, message);
            Assert.DoesNotContain('\n', message);
        }
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public void Read_CorruptGzip_Throws()
    {
        var bytes = Idx(8, [5000], [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * i / 7))]);
        var whole = File.ReadAllBytes(_folder.Write("whole.gz", bytes, gzip: true));
        Assert.Throws<BadDataException>(() => IdxData.Read(_folder.Write("half.gz", whole[..(whole.Length / 2)])));
        var broken = (byte[])whole.Clone();
        broken.AsSpan(10, 30).Fill(0xFF);
        Assert.Contains("broken.gz", Assert.Throws<BadDataException>(() => IdxData.Read(_folder.Write("broken.gz", broken))).Message);
    }

    [Fact]
    public void Read_MissingFile_SuggestsNearest()
    {
        _folder.Write("train-images.idx", []);
        Assert.Contains("Did you mean 'train-images.idx'?", Message(_folder["train_image.idx"]));
        Assert.EndsWith($"data file '{_folder["other"]}' does not exist.", Message(_folder["other"]));
        Assert.Contains("nowhere' does not exist", Message(Path.Combine(_folder["nowhere"], "x.idx")));
        Assert.Contains("is a folder", Message(_folder["."]));

        static string Message(string path) => Assert.Throws<BadDataException>(() => IdxData.Read(path)).Message;
    }

    private static byte[] Idx(byte type, uint[] sizes, byte[] elements)
    {
        var header = new byte[4 + 4 * sizes.Length];
        (header[2], header[3]) = (type, (byte)sizes.Length);
        for (var axis = 0; axis < sizes.Length; axis++) BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + 4 * axis), sizes[axis]);
        return [.. header, .. elements];
    }
}
