using System.Text.Json;

namespace Gen;

/// <summary>What has to be looked up for the record and takes longer than a run may take to start: gathered beside the run.</summary>
internal sealed class RunEnvironment
{
    private Thread? _gathering;

    public HostInfo? Host { get; private set; }

    public IReadOnlyList<string> Packages { get; private set; } = [];

    public GitInfo? Repository { get; private set; }

    public bool AreKnown { get; private set; }

    /// <summary>Starts looking. Nothing thrown here may end the process: then the record has what was found before.</summary>
    public void Gather(RunStart start)
    {
        _gathering = new Thread(() =>
        {
            try
            {
                Packages = PackageList.Read();
                Repository = GitInfo.Gather(start);
                Host = HostInfo.Gather();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
            {
            }

            AreKnown = true;
        }) { IsBackground = true, Name = "Gen run facts" };
        _gathering.UnsafeStart();
    }

    /// <summary>Waits for what is still being looked up; a tool that does not answer is not waited for beyond the limit.</summary>
    public void Wait(TimeSpan limit) => _gathering?.Join(limit);
}

/// <summary>Where the program comes from, as far as it can be known without reflection.</summary>
internal readonly record struct ProgramLocation(string BaseDirectory, string MainFile)
{
    public static ProgramLocation From(RunStart start) => new(
        start.BaseDirectory ?? AppContext.BaseDirectory,
        start.MainFile ?? Path.GetFileName(Environment.GetCommandLineArgs()[0]));
}

/// <summary>The packages the program was built with, <c>Name==Version</c>, from the <c>.deps.json</c> beside it.</summary>
internal static class PackageList
{
    /// <summary>Empty where there is no such file, as in a program compiled ahead of time.</summary>
    public static IReadOnlyList<string> Read()
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
