namespace Gen.Training;

/// <summary>
/// Patches TorchSharp's native library to load with an older libstdc++. It is built on a newer system than Debian 12, Ubuntu 22.04 and RHEL
/// 9 and needs two symbol versions that they lack: one symbol is never called, the other has an equivalent older version.
/// </summary>
internal static class SymbolVersionPatch
{
    private const string Library = "libstdc++.so.6";

    // The symbols and their older versions; null if nothing calls the symbol (libc10 initializes iostreams).
    private static readonly Dictionary<string, string?> s_symbols = new()
    {
        ["_ZSt21ios_base_library_initv"] = null,
        ["_ZNSt18condition_variable4waitERSt11unique_lockISt5mutexE"] = "GLIBCXX_3.4.11",
    };

    /// <summary>Returns whether a system's libstdc++ lacks a version that the library needs.</summary>
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

    /// <summary>Patches a file in place.</summary>
    /// <param name="library">The file's bytes.</param>
    /// <param name="path">The path of the file, which becomes the name of the library if there is room for it.</param>
    /// <returns>
    /// False if the library needs other versions, too, or is not such a library. The bytes are not changed.
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

            // When the path is loaded again, the loader finds the library by its name and does not open the file.
            file.Rename(path);
            return true;
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException or OverflowException)
        {
            return false;
        }
    }
}
