using System.Text.Json;

namespace Gen.Runs;

/// <summary>The packages the program was built with, <c>Name==Version</c>, from the <c>.deps.json</c> beside it.</summary>
internal static class Packages
{
    /// <summary>Empty where there is no such file, as in a program compiled ahead of time.</summary>
    public static IReadOnlyList<string> Gather()
    {
        // The host tells the runtime which files it read: the application's first, then the framework's.
        var files = AppContext.GetData("APP_CONTEXT_DEPS_FILES") as string ?? "";
        var first = files.Split(';', 2)[0];
        try
        {
            return File.Exists(first) ? Parse(File.ReadAllBytes(first)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>The libraries of type <c>package</c>, by name.</summary>
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
