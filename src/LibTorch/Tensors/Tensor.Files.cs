namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Writes the elements' bytes, without type and shape.</summary>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the processor.</exception>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            // A span ends at 2 GB, a tensor does not.
            foreach (var (start, length) in Pieces()) stream.Write(Bytes(start, length));
        }

        /// <summary>Reads all elements' bytes.</summary>
        /// <exception cref="EndOfStreamException">The stream has fewer bytes.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not contiguous or not on the processor.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            foreach (var (start, length) in Pieces()) stream.ReadExactly(Bytes(start, length));
        }

        private IEnumerable<(long Start, int Length)> Pieces()
        {
            const int Most = 1 << 30;
            RequireReadable();
            var size = NumberOfElements * ElementSize;
            for (var start = 0L; start < size; start += Most) yield return (start, (int)Math.Min(Most, size - start));
        }

        private unsafe Span<byte> Bytes(long start, int length) => new((byte*)DataPointer + start, length);
    }
}

/// <summary>Tensors in TorchSharp's own format: element type, number of axes and lengths as 7-bit integers, then the elements' bytes.</summary>
public static partial class TensorExtensionMethods
{
    /// <summary>Writes a tensor.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this torch.Tensor tensor, BinaryWriter writer)
    {
        writer.Write7BitEncodedInt64((long)tensor.dtype);
        writer.Write7BitEncodedInt64(tensor.shape.Length);
        foreach (var length in tensor.shape) writer.Write7BitEncodedInt64(length);
        if (tensor.device_type == DeviceType.CPU)
        {
            tensor.WriteBytesToStream(writer.BaseStream);
            return;
        }
        using var copy = tensor.cpu();
        copy.WriteBytesToStream(writer.BaseStream);
    }

    /// <summary>Writes a tensor and closes the stream.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this torch.Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes a file.</summary>
    /// <exception cref="InvalidOperationException">The tensor is not contiguous.</exception>
    public static void Save(this torch.Tensor tensor, string location) => tensor.Save(File.Create(location));

    /// <summary>Reads the elements of a tensor of the same type and shape, on whatever device; or passes over them.</summary>
    /// <exception cref="ArgumentException">Another type or shape was saved.</exception>
    public static void Load(this torch.Tensor tensor, BinaryReader reader, bool skip = false)
    {
        const string Same = "Make sure that the model you are loading into is exactly the same as the origin.";
        var (type, shape) = Head(reader);
        if (type != tensor.dtype) throw new ArgumentException($"Mismatched tensor data types while loading. {Same}");
        if (!skip && !shape.SequenceEqual(tensor.shape)) throw new ArgumentException($"Mismatched tensor shape while loading. {Same}");
        Fill(tensor, reader, skip);
    }

    /// <summary>Reads a tensor of whatever type and shape; or passes over it and returns one of its shape.</summary>
    public static torch.Tensor Load(BinaryReader reader, bool skip = false)
    {
        var (type, shape) = Head(reader);
        var tensor = skip ? torch.zeros(shape, dtype: type) : torch.empty(shape, dtype: type);
        Fill(tensor, reader, skip);
        return tensor;
    }

    private static (torch.ScalarType Type, long[] Shape) Head(BinaryReader reader)
    {
        var type = (torch.ScalarType)reader.Read7BitEncodedInt64();
        var shape = new long[reader.Read7BitEncodedInt64()];
        for (var i = 0; i < shape.Length; i++) shape[i] = reader.Read7BitEncodedInt64();
        return (type, shape);
    }

    private static void Fill(torch.Tensor tensor, BinaryReader reader, bool skip)
    {
        if (skip)
        {
            reader.BaseStream.Seek(tensor.NumberOfElements * tensor.ElementSize, SeekOrigin.Current);
            return;
        }
        using var _ = torch.no_grad();
        if (tensor.device_type == DeviceType.CPU)
        {
            tensor.ReadBytesFromStream(reader.BaseStream);
            return;
        }
        using var copy = torch.zeros_like(tensor, device: torch.CPU);
        copy.ReadBytesFromStream(reader.BaseStream);
        tensor.copy_(copy);
    }
}
