using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Gen.Training.Checkpoints;
using Gen.Training.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Gen.Training.Tests.Checkpoints.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DisposeScope _scope = NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void EveryDtype_RoundTrips()
    {
        ScalarType[] types =
        [
            ScalarType.Bool,
            ScalarType.Byte,
            ScalarType.Int8,
            ScalarType.Int16,
            ScalarType.Int32,
            ScalarType.Int64,
            ScalarType.Float16,
            ScalarType.BFloat16,
            ScalarType.Float32,
            ScalarType.Float64,
        ];
        var tensors = types.ToDictionary(t => $"of.{t}", t => (randn(3, 5) * 10).to_type(t));
        tensors.Add("scalar", tensor(-0.0));
        tensors.Add("empty", zeros(0, 7));
        tensors.Add("turned", randn(4, 6).t());
        SafetensorsWriter.Save(_folder["all"], SafetensorsHeader.Weights, "{\"näme\":\"\\u0000\\\"\"}", tensors);
        using var read = SafetensorsFile.Read(_folder["all"]);
        Assert.Equal((SafetensorsHeader.Weights, "{\"näme\":\"\\u0000\\\"\"}"), (read.Format, read.State));
        Assert.Equal(tensors.Keys.Order(), read.Tensors.Keys.Order());
        foreach (var (name, tensor) in tensors)
        {
            Assert.Equal(
                (tensor.dtype, string.Join(',', tensor.shape)),
                (read.Tensors[name].dtype, string.Join(',', read.Tensors[name].shape))
            );
            Assert.Equal(tensor.contiguous().bytes.ToArray(), read.Tensors[name].bytes.ToArray());
        }
    }

    [Fact]
    public void File_IsASafetensorsFile()
    {
        SafetensorsWriter.Save(
            _folder["f"],
            SafetensorsHeader.Weights,
            null,
            Named(("byte", ones(3, dtype: uint8)), ("weight", arange(6, float32).reshape(2, 3)))
        );
        var bytes = File.ReadAllBytes(_folder["f"]);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        var weight = header.RootElement.GetProperty("weight");
        Assert.Equal("F32", weight.GetProperty("dtype").GetString());
        Assert.Equal([2, 3], weight.GetProperty("shape").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal([0, 24], weight.GetProperty("data_offsets").EnumerateArray().Select(e => e.GetInt32()));
        Assert.Equal(
            "U8 24 27",
            $"{header.RootElement.GetProperty("byte").GetProperty("dtype")} "
            + $"{string.Join(' ', header.RootElement.GetProperty("byte").GetProperty("data_offsets").EnumerateArray())}"
        );
        Assert.Equal(8 + length + 27, bytes.Length);
        Assert.Equal(5f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(8 + length + 20)));
        Assert.All(
            header.RootElement.GetProperty("__metadata__").EnumerateObject(),
            p => Assert.Equal(JsonValueKind.String, p.Value.ValueKind)
        );
    }

    [Fact]
    public void Checksums_AreCrc32C()
    {
        // The check value of CRC-32/ISCSI in the CRC catalogue.
        Assert.Equal("e3069283", Crc32C.Compute("123456789"u8));
        Assert.Equal("00000000", Crc32C.Compute([]));
    }

    [Fact]
    public void FileOfAnotherProgram_IsRead()
    {
        Write(
            """{"__metadata__":{"format":"pt"},"b":{"dtype":"I16","shape":[1],"data_offsets":[4,6]}"""
                + ""","a":{"dtype":"F32","shape":[],"data_offsets":[0,4]}}""",
            [0, 0, 128, 63, 7, 0]
        );
        using var read = SafetensorsFile.Read(_folder["f"]);
        Assert.Null(read.Format);
        Assert.Equal(1f, read.Tensors["a"].item<float>());
        Assert.Equal([7], read.Tensors["b"].data<short>().ToArray());
    }

    [Theory]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "is corrupt: the name 'a' occurs twice"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "is corrupt: the data of 'b' must begin at 4, but begin at 0"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""",
        "is corrupt: the data of 'a' must begin at 0, but begin at 4"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""",
        "is corrupt: its tensors must have 4 bytes, but have 8"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}}""",
        "is corrupt: 'a' of shape [4611686018427387904] and dtype F32 has 8 bytes"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[0,4611686018427387904],"data_offsets":[0,0]}}""",
        "is corrupt: 'a' of shape [0, 4611686018427387904] and dtype F32 has 0 bytes"
    )]
    [InlineData(
        """{"a":{"dtype":"F32","shape":[4294967296,4294967296,2],"data_offsets":[0,8]}}""",
        "is corrupt: 'a' of shape [4294967296, 4294967296, 2] and dtype F32 has 8 bytes"
    )]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", "is corrupt: 'a' has an invalid size, -2")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1e999],"data_offsets":[0,8]}}""", "is corrupt: 'a' has an invalid size, 1e999")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", "is corrupt: 'a' has invalid data_offsets")]
    [InlineData(
        """{"a":{"dtype":"F8_E4M3","shape":[8],"data_offsets":[0,8]}}""",
        "has a tensor 'a' of dtype F8_E4M3, which torch does not have"
    )]
    [InlineData("""{"a":[1]}""", "is corrupt: 'a' does not have dtype, shape and data_offsets")]
    [InlineData("""[1,2]""", "is not a safetensors file: its header is not an object")]
    [InlineData(
        """{"__metadata__":{"format":"gen-weights","version":"2"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "was written in format 2 by a later version of Gen; this one reads formats up to 1"
    )]
    [InlineData(
        """{"__metadata__":{"format":"gen-weights","version":"1"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "is corrupt: its metadata have no checksums"
    )]
    [InlineData(
        """{"__metadata__":{"format":"gem-weights","crc32c":"{}"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
        "is corrupt: its metadata are incomplete"
    )]
    public void InvalidHeader_ThrowsWithOneLine(string header, string message)
    {
        Write(header, new byte[8]);
        Assert.Equal($"'{_folder["f"]}' {message}.", Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(_folder["f"])).Message);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 40)]
    [InlineData(100_000_001UL)]
    public void InvalidLength_AllocatesNothing(ulong length)
    {
        var bytes = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        File.WriteAllBytes(_folder["f"], bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(_folder["f"]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void ComplexTensor_ThrowsWithName()
    {
        var failure = Assert.Throws<NotSupportedException>(() =>
            SafetensorsWriter.Save(
                _folder["f"],
                SafetensorsHeader.Weights,
                null,
                Named(("wave", zeros(2, dtype: ScalarType.ComplexFloat32)))
            )
        );
        Assert.Equal("'wave' has dtype ComplexFloat32, which safetensors does not support.", failure.Message);
        Assert.Empty(_folder.FileNames());
    }

    private static Dictionary<string, Tensor> Named(params (string Name, Tensor Tensor)[] tensors) =>
        tensors.ToDictionary(t => t.Name, t => t.Tensor);

    [Fact]
    public void TensorLargerThanMemory_IsReadOnlyIfItIsAskedFor()
    {
        const long Huge = 1L << 43;
        Write($$$"""
            {"a.w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"U8","shape":[{{{Huge}}}],"data_offsets":[4,{{{Huge + 4}}}]}}
            """, []);
        using (var file = File.OpenWrite(_folder["f"]))
            file.SetLength(file.Length + 4 + Huge);
        var e = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(_folder["f"]));
        Assert.StartsWith($"'{_folder["f"]}' needs {Huge + 4} bytes of memory, but there are ", e.Message);
        using var read = SafetensorsFile.Read(_folder["f"], "a.");
        Assert.Equal(["a.w"], read.Tensors.Keys);
    }

    [Fact]
    public void HeaderWithTooManyValues_ThrowsAndTakesLittleMemory()
    {
        Write("{\"a\":[0" + new StringBuilder().Insert(0, ",[]", 3_000_000) + "]}", []);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var e = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(_folder["f"]));
        Assert.EndsWith("its header has more than 4 million values.", e.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 50_000_000);
    }

    private void Write(string header, byte[] data)
    {
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)Encoding.UTF8.GetByteCount(header));
        File.WriteAllBytes(_folder["f"], [.. length, .. Encoding.UTF8.GetBytes(header), .. data]);
    }
}
