using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace Gen.Training.Tests.Torch;

public class SymbolVersionPatchTests
{
    private const string Wait = "_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE";
    private const int Weak = 2;
    private const string Path = "/opt/program/runtimes/linux-x64/native/libLibTorchSharp.so";

    private readonly byte[] _before = ElfImage.LibTorchSharp();
    private readonly byte[] _after = ElfImage.LibTorchSharp();

    public SymbolVersionPatchTests() => Assert.True(SymbolVersionPatch.Apply(_after, Path));

    [Fact]
    public void Apply_TorchSharp_NeedsNothingNewerThanRhel9()
    {
        var needed = new ElfImage(_after).Needs()
            .Where(n => n.Library == "libstdc++.so.6" && (n.Flags & Weak) == 0)
            .Where(n => n.Version.StartsWith("GLIBCXX_3.4.", StringComparison.Ordinal));

        Assert.Equal(29, needed.Max(n => int.Parse(n.Version.Split('.')[2], null)));
    }

    [Fact]
    public void Apply_TorchSharp_NoRelocationUsesOptionalVersion()
    {
        var image = new ElfImage(_after);
        var optional = image.Needs().Where(n => (n.Flags & Weak) != 0).Select(n => n.Index).ToHashSet();

        Assert.Equal(2, optional.Count);
        Assert.Empty(image.Relocated().Intersect(image.Symbols().Where(s => optional.Contains(s.Version)).Select(s => s.Name)));
        var version = image.Needs().Single(n => n.Index == image.Symbols().Single(s => s.Name == Wait).Version);
        Assert.Equal(("GLIBCXX_3.4.11", 0), (version.Version, version.Flags));
    }

    [Fact]
    public void Apply_TorchSharp_TakesItsPathAsName()
    {
        var image = new ElfImage(_after);

        Assert.Equal(Path, image.Name());
        Assert.Equal("libLibTorchSharp.so", new ElfImage(_before).Name());
        Assert.Equal(new ElfImage(_before).Symbols().Select(s => s.Name), image.Symbols().Select(s => s.Name));
    }

    [Fact]
    public void Apply_PathWithoutRoom_ChangesTwoFlagsAndOneIndex()
    {
        var library = ElfImage.LibTorchSharp();

        Assert.True(SymbolVersionPatch.Apply(library, "/" + new string('x', 300)));
        Assert.Equal(_before.Length, library.Length);
        Assert.Equal(3, Enumerable.Range(0, _before.Length).Count(i => _before[i] != library[i]));
    }

    [Fact]
    public void IsNeeded_SystemLacksVersion_IsTrue()
    {
        var system = ElfImage.LibStdCpp();

        Assert.False(SymbolVersionPatch.IsNeeded(system, system));
        Assert.False(SymbolVersionPatch.IsNeeded([], system));
        Assert.True(SymbolVersionPatch.IsNeeded(_before, []));
    }

    // This works on systems that do not need the patch, too.
    [Fact]
    public void Load_FromMemoryOrFile_Succeeds()
    {
        // Loads the dependencies.
        Assert.True(torch.get_num_threads() > 0);
        foreach (var handle in new[] { NativeLoader.LoadFromMemory(_after), NativeLoader.LoadFromTemporaryFile(_after) })
            Assert.NotEqual(0, NativeLibrary.GetExport(handle, "THSTorch_get_num_threads"));
    }

    [Fact]
    public void Apply_NeededVersionWithOtherSymbols_ChangesNothing()
    {
        // Changes one character of the symbol with the optional version.
        var library = ElfImage.LibTorchSharp();
        var name = library.AsSpan().IndexOf("_ZSt21ios_base_library_initv\0"u8);
        library[name + 5]++;
        var before = library.ToArray();
        var versions = new ElfImage(library).Needs();

        Assert.True(SymbolVersionPatch.Apply(library, Path));
        var changed = new ElfImage(library).Needs().Except(versions).Select(n => n.Version);
        Assert.Equal(["GLIBCXX_3.4.30"], changed);

        name = library.AsSpan().IndexOf("_ZNSt18condition_variable4waitERSt11unique_lock"u8);
        before[name + 5]++;
        var untouched = before.ToArray();
        Assert.False(SymbolVersionPatch.Apply(before, Path));
        Assert.Equal(untouched, before);
    }

    [Fact]
    public void Apply_InvalidOrTruncatedFile_ChangesNothing()
    {
        Assert.False(SymbolVersionPatch.Apply([], Path));
        Assert.False(SymbolVersionPatch.Apply("MZ: a library of another system"u8.ToArray(), Path));
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var cut = _before[..random.Next(5_000)];
            var same = cut.ToArray();
            Assert.False(SymbolVersionPatch.Apply(cut, Path));
            Assert.Equal(same, cut);
        }
    }

    [Fact]
    public void Apply_CorruptHeadersAndTables_NeverThrows()
    {
        var random = new Random(2);
        for (var i = 0; i < 300; i++)
        {
            var library = _before.ToArray();
            for (var j = 0; j < 8; j++)
                library[random.Next(2) == 0 ? random.Next(64 + 56 * 12) : random.Next(0x3f000, 0x40000)] = (byte)random.Next(256);
            SymbolVersionPatch.Apply(library, Path);
        }
    }
}
