using System.Text.Json;

namespace Gen;

/// <summary>The packages that the program was built with, as <c>Name==Version</c>, from the <c>.deps.json</c> beside it.</summary>
internal static class PackageList
{
    /// <summary>
    /// Reads the packages. Where there is no such file, as for a single file or a program compiled ahead of time, they are those that the
    /// build has embedded.
    /// </summary>
    public static IReadOnlyList<string> Read() =>
        FromDependencies() is { Count: > 0 } packages ? packages : BuildManifest.OfProgram().Packages;

    private static IReadOnlyList<string> FromDependencies()
    {
        // The files that the host has read: the application's first, then the framework's; those of a single file are within it.
        var files = AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? "";
        var first = files.Split(';', 2)[0];
        try
        {
            var isOfProgram = Path.GetDirectoryName(first) == Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);
            return isOfProgram && File.Exists(first) ? Parse(File.ReadAllBytes(first)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>Returns the libraries of type <c>package</c>, ordered by name.</summary>
    public static IReadOnlyList<string> Parse(ReadOnlyMemory<byte> depsJson)
    {
        var packages = new List<string>();
        using var document = JsonDocument.Parse(depsJson);
        if (!document.RootElement.TryGetProperty("libraries", out var libraries))
            return packages;
        foreach (var library in libraries.EnumerateObject())
        {
            if (library.Value.TryGetProperty("type", out var type) && type.GetString() == "package")
                packages.Add(library.Name.Replace("/", "==", StringComparison.Ordinal));
        }

        packages.Sort(StringComparer.OrdinalIgnoreCase);
        return packages;
    }
}
