using System.Reflection;

namespace Gen;

/// <summary>What the build has embedded into the program: the list of its source files, and its packages (Gen.targets).</summary>
/// <param name="Root">The folder of the project; empty if the build does not name it.</param>
/// <param name="Packages">The packages, as <c>Name==Version</c>, ordered by name.</param>
/// <param name="Sources">The source files with their SHA-256 in upper-case hexadecimal digits, relative to the folder.</param>
internal sealed record BuildManifest(string Root, IReadOnlyList<string> Packages, IReadOnlyList<(string File, string Hash)> Sources)
{
    private const string Resource = "Gen.Manifest", RootPrefix = "root ", PackagePrefix = "package ", SourcePrefix = "source ";

    /// <summary>A program without a manifest.</summary>
    public static BuildManifest None { get; } = new("", [], []);

    /// <summary>Reads the manifest of the program.</summary>
    public static BuildManifest OfProgram()
    {
        using var stream = Assembly.GetEntryAssembly()?.GetManifestResourceStream(Resource);
        return stream is null ? None : Parse(new StreamReader(stream).ReadToEnd());
    }

    /// <summary>Parses a manifest. Lines of later versions are left out.</summary>
    public static BuildManifest Parse(string text)
    {
        var (root, packages, sources) = ("", new List<string>(), new List<(string, string)>());
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (line.StartsWith(RootPrefix, StringComparison.Ordinal))
                root = line[RootPrefix.Length..];
            else if (line.StartsWith(PackagePrefix, StringComparison.Ordinal))
                packages.Add(line[PackagePrefix.Length..]);
            else if (line.StartsWith(SourcePrefix, StringComparison.Ordinal) && line.Split(' ', 3) is [_, var hash, var file])
                sources.Add((file.Replace('\\', '/'), hash));
        }

        packages.Sort(StringComparer.OrdinalIgnoreCase);
        return new BuildManifest(root, packages, sources);
    }
}
