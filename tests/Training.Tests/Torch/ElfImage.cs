using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;

namespace Gen.Training.Tests.Torch;

/// <summary>
/// A reader of ELF files that is independent of <c>ElfFile</c>: it reads section headers, whereas the loader and <c>ElfFile</c> read
/// segments.
/// </summary>
internal sealed class ElfImage(byte[] bytes)
{
    /// <summary>Returns the libstdc++ of this process.</summary>
    public static byte[] LibStdCpp()
    {
        using var process = Process.GetCurrentProcess();
        var module = process.Modules.Cast<ProcessModule>().First(m => m.ModuleName.StartsWith("libstdc++.so", StringComparison.Ordinal));
        return File.ReadAllBytes(module.FileName);
    }

    /// <summary>Returns TorchSharp's native library as in its package.</summary>
    public static byte[] LibTorchSharp() =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so"));

    /// <summary>Returns the versions that the file defines, with the offsets of their entries and names.</summary>
    public IEnumerable<(string Version, int Entry, int Name)> Definitions()
    {
        var (offset, _, link) = Section(".gnu.version_d");
        for (int at = offset, next = 1; next != 0; at += next)
        {
            var name = Int32(at + Int32(at + 12));
            yield return (Text(link, name), at, Header(link).Offset + name);
            next = Int32(at + 16);
        }
    }

    /// <summary>Returns the versions that the file needs, with their flags and indices.</summary>
    public List<(string Library, string Version, int Flags, int Index)> Needs()
    {
        var needs = new List<(string, string, int, int)>();
        var (offset, _, link) = Section(".gnu.version_r");
        for (int at = offset, next = 1; next != 0; at += next)
        {
            for (int entry = at + Int32(at + 8), following = 1; following != 0; entry += following)
            {
                needs.Add((Text(link, Int32(at + 4)), Text(link, Int32(entry + 8)), Int16(entry + 4), Int16(entry + 6)));
                following = Int32(entry + 12);
            }

            next = Int32(at + 12);
        }

        return needs;
    }

    /// <summary>Returns all dynamic symbols with the indices of their versions.</summary>
    public List<(string Name, int Version)> Symbols()
    {
        var (offset, size, link) = Section(".dynsym");
        var versions = Section(".gnu.version").Offset;
        return [.. Enumerable.Range(0, size / 24).Select(i => (Text(link, Int32(offset + 24 * i)), Int16(versions + 2 * i)))];
    }

    /// <summary>Returns the name of the library for the loader.</summary>
    public string Name()
    {
        const int NameTag = 14;
        var (offset, size, link) = Section(".dynamic");
        var entry = Enumerable.Range(0, size / 16).Single(i => Int32(offset + 16 * i) == NameTag);
        return Text(link, Int32(offset + 16 * entry + 8));
    }

    /// <summary>Returns the names of the symbols that relocations refer to.</summary>
    public HashSet<string> Relocated()
    {
        var symbols = Symbols();
        return
        [
            .. ((string[])[".rela.dyn", ".rela.plt"]).Select(Section)
                .SelectMany(s => Enumerable.Range(0, s.Size / 24).Select(i => symbols[Int32(s.Offset + 24 * i + 12)].Name)),
        ];
    }

    private (int Offset, int Size, int Link) Section(string name)
    {
        var (table, size, count, names) = (Int32(40), Int16(58), Int16(60), Int16(62));
        return Enumerable.Range(0, count).Where(i => Text(names, Int32(table + i * size)) == name).Select(Header).Single();
    }

    private (int Offset, int Size, int Link) Header(int section)
    {
        var at = Int32(40) + section * Int16(58);
        return (Int32(at + 24), Int32(at + 32), Int32(at + 40));
    }

    private string Text(int section, int offset)
    {
        var rest = bytes.AsSpan(Header(section).Offset + offset);
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    private int Int16(int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(offset));

    private int Int32(int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(offset));
}
