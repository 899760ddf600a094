using System.Buffers.Binary;
using System.Text;

namespace Gen.Training;

/// <summary>
/// The name and symbol versions in the dynamic section of a 64-bit little-endian ELF file. Offsets are those of the generic ABI and of
/// glibc's <c>elf.h</c>.
/// </summary>
/// <param name="bytes">The whole file.</param>
internal sealed class ElfFile(byte[] bytes)
{
    private const int Load = 1;
    private const int Dynamic = 2;
    private const long StringTable = 5;
    private const long SymbolTable = 6;
    private const long Name = 14;
    private const long SearchPath = 29;
    private const long GnuHash = 0x6ffffef5;
    private const long SymbolVersions = 0x6ffffff0;
    private const long VersionDefinitions = 0x6ffffffc;
    private const long VersionNeeds = 0x6ffffffe;
    private const ushort Weak = 2;

    // Offsets of the values, by tag.
    private readonly Dictionary<long, long> _dynamic = [];
    private readonly List<(long Address, long Offset, long Size)> _segments = [];

    /// <summary>Reads a file.</summary>
    /// <returns>Null if the bytes are not a 64-bit little-endian ELF file.</returns>
    public static ElfFile? Parse(byte[] bytes)
    {
        // Class 64-bit, little-endian.
        if (!bytes.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8)) return null;
        try
        {
            var file = new ElfFile(bytes);
            file.ReadSegments();
            return file;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Returns the symbol versions that the file defines, such as <c>GLIBCXX_3.4.30</c>.</summary>
    public IEnumerable<string> DefinedVersions()
    {
        if (!_dynamic.ContainsKey(VersionDefinitions)) yield break;
        for (long at = Table(VersionDefinitions), next = 1; next != 0; at += next)
        {
            yield return Text(UInt32(at + UInt32(at + 12)));
            next = UInt32(at + 16);
        }
    }

    /// <summary>Returns the symbol versions that the file needs from other libraries, each with the offset of its entry.</summary>
    public IEnumerable<(string Library, string Version, long Entry)> NeededVersions()
    {
        if (!_dynamic.ContainsKey(VersionNeeds)) yield break;
        for (long at = Table(VersionNeeds), next = 1; next != 0; at += next)
        {
            for (long entry = at + UInt32(at + 8), following = 1; following != 0; entry += following)
            {
                yield return (Text(UInt32(at + 4)), Text(UInt32(entry + 8)), entry);
                following = UInt32(entry + 12);
            }

            next = UInt32(at + 12);
        }
    }

    /// <summary>Returns the symbols that the file needs with a version, each with the offset of its version index.</summary>
    public IEnumerable<(string Name, long VersionIndex)> SymbolsOf(long entry)
    {
        // Undefined symbols precede the symbols of the hash table.
        var (symbols, versions, count) = (Table(SymbolTable), Table(SymbolVersions), UInt32(Table(GnuHash) + 4));
        for (long i = 1; i < count; i++)
            if (UInt16(versions + 2 * i) == UInt16(entry + 6))
                yield return (Text(UInt32(symbols + 24 * i)), versions + 2 * i);
    }

    /// <summary>Marks a needed version as weak, so that the file loads without it.</summary>
    public void MakeOptional(long entry) => Set(entry + 4, (ushort)(UInt16(entry + 4) | Weak));

    /// <summary>Sets the needed version of a symbol.</summary>
    public void SetVersion(long versionIndex, long entry) => Set(versionIndex, UInt16(entry + 6));

    /// <summary>Renames the library. The name overwrites its search path.</summary>
    /// <returns>False if the name is longer than the search path.</returns>
    public bool Rename(string name)
    {
        if (!_dynamic.TryGetValue(Name, out var nameValue) || !_dynamic.TryGetValue(SearchPath, out var pathValue)) return false;
        var path = bytes.AsSpan((int)(Table(StringTable) + Int64(pathValue)));
        path = path[..path.IndexOf((byte)0)];
        if (Encoding.UTF8.GetByteCount(name) > path.Length) return false;
        path.Clear();
        Encoding.UTF8.GetBytes(name, path);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan((int)nameValue), Int64(pathValue));
        return true;
    }

    private void ReadSegments()
    {
        var (table, size, count) = (Int64(32), UInt16(54), UInt16(56));
        long dynamic = -1;
        for (var i = 0; i < count; i++)
        {
            var header = table + (long)i * size;
            if (UInt32(header) == Load) _segments.Add((Int64(header + 16), Int64(header + 8), Int64(header + 32)));
            if (UInt32(header) == Dynamic) dynamic = Int64(header + 8);
        }

        if (dynamic < 0) throw new InvalidDataException("The file has no dynamic section.");
        for (var at = dynamic; Int64(at) != 0; at += 16) _dynamic[Int64(at)] = at + 8;
    }

    private long Table(long tag)
    {
        if (!_dynamic.TryGetValue(tag, out var value)) throw new InvalidDataException($"The dynamic section has no entry {tag:x}.");
        var address = Int64(value);
        foreach (var (start, offset, size) in _segments)
            if (address >= start && address < start + size)
                return address - start + offset;
        throw new InvalidDataException($"Entry {tag:x} of the dynamic section is in no segment.");
    }

    private string Text(uint offset)
    {
        var rest = bytes.AsSpan((int)(Table(StringTable) + offset));
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private ushort UInt16(long offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(checked((int)offset), 2));

    private uint UInt32(long offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(checked((int)offset), 4));

    private long Int64(long offset) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(checked((int)offset), 8));

    private void Set(long offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(checked((int)offset), 2), value);
}
