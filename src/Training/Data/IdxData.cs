using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>Reads IDX files, the format of MNIST, optionally gzipped: a magic number, the sizes, then the elements, all
/// big-endian.</summary>
public static class IdxData
{
    private const int Chunk = 1 << 22;

    /// <summary>Reads a tensor.</summary>
    /// <param name="path">The file.</param>
    /// <returns>A tensor on the CPU with the file's shape and element type: uint8, int8, int16, int32, float32 or float64.</returns>
    /// <exception cref="BadDataException">The file does not exist, is not an IDX file, has no elements, or its length does not match its
    /// sizes.</exception>
    public static Tensor Read(string path) => DataFile.Read(path, file => Read(path, file));

    /// <summary>Reads features and their labels.</summary>
    /// <param name="featuresPath">The IDX file of the features, [n, …].</param>
    /// <param name="labelsPath">The IDX file of the labels, [n].</param>
    /// <param name="divisor">A divisor of the features, such as 255 for pixels. The default value is 1.</param>
    /// <returns>A data set, to be disposed: float32 features with the file's shape and int64 labels.</returns>
    /// <exception cref="BadDataException">A file cannot be read, or the files have different numbers of rows.</exception>
    public static TensorData ReadLabeled(string featuresPath, string labelsPath, double divisor = 1)
    {
        using var scope = NewDisposeScope();
        var features = Read(featuresPath);
        var labels = Read(labelsPath);
        if (features.shape[0] != labels.shape[0])
            throw new BadDataException($"{featuresPath} has {features.shape[0]} rows and {labelsPath} has {labels.shape[0]}.");
        features = features.to(ScalarType.Float32, copy: true);
        return new TensorData(divisor == 1 ? features : features.div_(divisor), labels.to(ScalarType.Int64));
    }

    private static Tensor Read(string path, DataFile file)
    {
        Span<byte> magic = stackalloc byte[4];
        if (file.Content.ReadAtLeast(magic, 4, false) < 4 || magic[0] != 0 || magic[1] != 0)
            throw new BadDataException(
                $"{path} is not an IDX file: it does not begin with two zero bytes, an element type and the number of axes."
            );
        var type =
            TypeOf(magic[2]) ?? throw new BadDataException($"{path} has the element type 0x{magic[2]:X2}, which IDX does not define.");
        var sizes = Sizes(path, file.Content, magic[3]);
        var width = Width(type);

        // Checked before memory is allocated: a corrupt size must not allocate all of it.
        var present = file.MaxBytes - 4 - 4 * sizes.Length;
        var bytes = sizes.Aggregate((BigInteger)width, (product, size) => product * size);
        if (bytes > present)
            throw new BadDataException(
                $"{path} is truncated: {Describe(sizes, type)} needs {bytes} bytes, but the file has at most {present}."
            );

        DataMemory.Check(path, (long)bytes);
        var result = empty(sizes, type, CPU);
        try
        {
            Fill(path, file.Content, result, width);
            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static long[] Sizes(string path, Stream content, int axes)
    {
        if (axes == 0) throw new BadDataException($"{path} has 0 axes, but must have at least 1.");
        Span<byte> header = stackalloc byte[4 * axes];
        if (content.ReadAtLeast(header, header.Length, false) < header.Length)
            throw new BadDataException($"{path} is truncated within the sizes of its {axes} axes.");
        var sizes = new long[axes];
        for (var axis = 0; axis < axes; axis++)
            sizes[axis] = BinaryPrimitives.ReadUInt32BigEndian(header[(4 * axis)..]);
        return Array.IndexOf(sizes, 0) < 0
            ? sizes
            : throw new BadDataException($"{path} has no elements: its shape is {ShapeText.Format(sizes)}.");
    }

    // In chunks, because a span of bytes has at most 2 GB.
    private static void Fill(string path, Stream content, Tensor result, int width)
    {
        using var flat = result.view(-1);
        var count = flat.shape[0];
        for (var start = 0L; start < count; start += Chunk)
        {
            using var piece = flat.narrow(0, start, Math.Min(Chunk, count - start));
            var bytes = piece.bytes;
            var read = content.ReadAtLeast(bytes, bytes.Length, false);
            if (read < bytes.Length)
                throw new BadDataException(
                    $"{path} is truncated: {Describe(result.shape, result.dtype)} needs {count * width} bytes of elements, but the file "
                    + $"has {start * width + read}."
                );
            Reverse(bytes, width);
        }
        if (content.ReadByte() >= 0)
            throw new BadDataException(
                $"{path} has extra bytes: {Describe(result.shape, result.dtype)} needs {count * width} bytes of elements."
            );
    }

    private static void Reverse(Span<byte> bytes, int width)
    {
        if (!BitConverter.IsLittleEndian) return;
        switch (width)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }

    private static string Describe(long[] sizes, ScalarType type) => $"{ShapeText.Format(sizes)} of {type}";

    private static ScalarType? TypeOf(byte code) => code switch
    {
        0x08 => ScalarType.Byte,
        0x09 => ScalarType.Int8,
        0x0B => ScalarType.Int16,
        0x0C => ScalarType.Int32,
        0x0D => ScalarType.Float32,
        0x0E => ScalarType.Float64,
        _ => null,
    };

    private static int Width(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 => 1,
        ScalarType.Int16 => 2,
        ScalarType.Float64 => 8,
        _ => 4,
    };
}
