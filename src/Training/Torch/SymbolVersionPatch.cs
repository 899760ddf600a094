namespace Gen.Training;

/// <summary>
/// Lets TorchSharp's native library load with an older libstdc++. It is built on a newer system than Debian 12, Ubuntu 22.04 and
/// RHEL 9, and asks for two versions of symbols that those lack, without a need: the one symbol is never called, the other exists
/// in an older version with the same meaning.
/// </summary>
internal static class SymbolVersionPatch
{
    private const string Library = "libstdc++.so.6";

    // The symbols, and the older version to use instead; none where nothing refers to the symbol (iostreams are initialized by libc10).
    private static readonly Dictionary<string, string?> s_symbols = new()
    {
        ["_ZSt21ios_base_library_initv"] = null,
        ["_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE"] = "GLIBCXX_3.4.11",
    };

    /// <summary>True if a system's libstdc++ lacks a version that the library asks for.</summary>
    public static bool IsNeeded(byte[] library, byte[] system)
    {
        try
        {
            var defined = ElfFile.Parse(system)?.DefinedVersions().ToHashSet() ?? [];
            return ElfFile.Parse(library)?.NeededVersions().Any(n => n.Library == Library && !defined.Contains(n.Version)) == true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>Changes the file in place.</summary>
    /// <param name="library">The file's bytes.</param>
    /// <param name="path">The file's path, which becomes the library's name if there is room for it.</param>
    /// <returns>
    /// False if libstdc++ is needed for more than those two symbols, or this is no such library; the bytes are as they were then.
    /// </returns>
    public static bool Apply(byte[] library, string path)
    {
        try
        {
            if (ElfFile.Parse(library) is not { } file) return false;
            var needed = file.NeededVersions().Where(n => n.Library == Library).ToList();
            var optional = needed
                .Where(n => file.SymbolsOf(n.Entry).ToList() is { Count: > 0 } symbols
                    && symbols.TrueForAll(s => s_symbols.ContainsKey(s.Name)))
                .ToList();
            var older = optional.SelectMany(n => file.SymbolsOf(n.Entry)).Where(s => s_symbols[s.Name] is not null).ToList();
            if (optional.Count == 0 || older.Exists(s => !needed.Exists(n => n.Version == s_symbols[s.Name]))) return false;

            foreach (var (_, _, entry) in optional) file.MakeOptional(entry);
            foreach (var (symbol, index) in older) file.SetVersion(index, needed.Find(n => n.Version == s_symbols[symbol]).Entry);

            // Asked for by its path again, the loader finds the library by its name and does not look at the file.
            file.Rename(path);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException or OverflowException)
        {
            return false;
        }
    }
}
