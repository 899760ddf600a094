using System.Buffers.Binary;

namespace Gen.Benchmarks.EventFiles;

/// <summary>Goes through a file's records again and again and looks at nothing but their checksums: the least that a reader can
/// cost.</summary>
internal sealed class Frames(byte[] file)
{
    private int _at;

    /// <summary>Reads a whole file so.</summary>
    public static void All(string path)
    {
        var file = File.ReadAllBytes(path);
        for (var frames = new Frames(file); frames._at < file.Length;) frames.Next();
    }

    public void Next()
    {
        if (_at == file.Length)
            _at = 0;
        var record = file.AsSpan(_at);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(record);
        if (HandEncoded.Checksum(record[..8]) != BinaryPrimitives.ReadUInt32LittleEndian(record[8..])
            || HandEncoded.Checksum(record.Slice(12, length)) != BinaryPrimitives.ReadUInt32LittleEndian(record[(12 + length)..]))
            throw new InvalidDataException("Damaged.");
        _at += length + 16;
    }
}
