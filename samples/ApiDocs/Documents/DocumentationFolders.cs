using System.Runtime.InteropServices;

namespace ApiDocsSample.Documents;

/// <summary>Finds the XML documentation that a .NET SDK carries in <c>dotnet/packs/*.Ref</c>.</summary>
public static class DocumentationFolders
{
    /// <summary>The documentation files of the running .NET installation, in a fixed order.</summary>
    /// <exception cref="DataException">No installation has any.</exception>
    public static IReadOnlyList<string> FindFiles() => FindFiles(Roots());

    /// <summary>The documentation files of the first of <paramref name="roots"/> that has some: each pack's highest version.</summary>
    /// <exception cref="DataException">None has any.</exception>
    public static IReadOnlyList<string> FindFiles(IEnumerable<string> roots)
    {
        var looked = roots.Select(root => Path.Combine(root, "packs")).Distinct().ToList();
        return looked.Select(FilesUnder).FirstOrDefault(files => files.Count > 0)
            ?? throw new DataException(
                $"no XML documentation in {string.Join(" or ", looked.Select(packs => Path.Combine(packs, "*.Ref")))}: "
                + "install the .NET SDK, or give documents of your own with data=FILE.csv");
    }

    private static List<string> FilesUnder(string packs) =>
        !Directory.Exists(packs) ? [] :
        [
            .. Directory.EnumerateDirectories(packs, "*.Ref")
                .Order(StringComparer.Ordinal)
                .Select(pack => Directory.EnumerateDirectories(pack).MaxBy(VersionOf))
                .OfType<string>()
                .Select(version => Path.Combine(version, "ref"))
                .Where(Directory.Exists)
                // Straight under ref/<framework>: folders below that hold translations.
                .SelectMany(Directory.EnumerateDirectories)
                .SelectMany(framework => Directory.EnumerateFiles(framework, "*.xml"))
                .Order(StringComparer.Ordinal),
        ];

    // 10.0.0-rc.1 comes before 10.0.0, and 9.0.1 before 10.0.0; the name decides between two previews.
    private static (Version Number, bool IsRelease, string Name) VersionOf(string folder)
    {
        var name = Path.GetFileName(folder);
        var number = name.Split('-')[0];
        return (Version.TryParse(number, out var version) ? version : new Version(), number == name, name);
    }

    private static IEnumerable<string> Roots()
    {
        // dotnet/shared/Microsoft.NETCore.App/10.0.0/ is where the running program's libraries are.
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root)
            yield return Path.GetFullPath(root);
        var executable = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var path = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = new FileInfo(Path.Combine(folder, executable));
            if (file.Exists)
                yield return Path.GetDirectoryName((file.ResolveLinkTarget(returnFinalTarget: true) ?? file).FullName)!;
        }
    }
}
