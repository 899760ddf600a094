using System.Buffers.Binary;
using Gen.EventFiles.Protos;
using Google.Protobuf;

namespace Gen.EventFiles;

/// <summary>Reads event files as strictly as their format allows.</summary>
public static class EventFile
{
    private const int Header = 12;
    private const int Footer = 4;

    /// <summary>All events of a file.</summary>
    /// <exception cref="InvalidDataException">Anything is wrong with any byte of it.</exception>
    public static List<Event> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return Parse(memory.ToArray(), out var rest) is var events && rest == 0
            ? events
            : throw new InvalidDataException($"{path}: {rest} bytes of a record that is not whole.");
    }

    /// <summary>The events of the only event file in a folder.</summary>
    public static List<Event> ReadOnly(string folder) => Read(Directory.GetFiles(folder, "*tfevents*").Single());

    /// <summary>A file with these events, as any other writer would make it.</summary>
    public static void Write(string path, params IEnumerable<Event> events) =>
        File.WriteAllBytes(path, [.. events.SelectMany(e => Frame(e.ToByteArray()))]);

    /// <summary>A record with this content.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var record = new byte[content.Length + Header + Footer];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), Crc32C.Masked(record.AsSpan(0, 8)));
        content.CopyTo(record.AsSpan(Header));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(Header + content.Length), Crc32C.Masked(content));
        return record;
    }

    /// <summary>The events in the bytes of a file, and how many bytes at its end are not yet a whole record.</summary>
    /// <exception cref="InvalidDataException">A record is damaged.</exception>
    public static List<Event> Parse(ReadOnlySpan<byte> file, out int rest)
    {
        var events = new List<Event>();
        for (var at = 0; ;)
        {
            rest = file.Length - at;
            if (rest < Header)
                return events;
            var length = BinaryPrimitives.ReadUInt64LittleEndian(file[at..]);
            Check(file.Slice(at, 8), file[(at + 8)..], $"length at {at}");
            if ((ulong)rest < length + Header + Footer)
                return events;
            var content = file.Slice(at + Header, (int)length);
            Check(content, file[(at + Header + (int)length)..], $"content at {at}");
            events.Add(Event.Parser.ParseFrom(content));
            at += (int)length + Header + Footer;
        }
    }

    private static void Check(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> checksum, string what)
    {
        if (Crc32C.Masked(bytes) != BinaryPrimitives.ReadUInt32LittleEndian(checksum))
            throw new InvalidDataException($"Wrong checksum of the {what}.");
    }
}
