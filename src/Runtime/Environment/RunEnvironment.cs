using System.Text.Json;
using Gen.IO;
using Gen.Storage;

namespace Gen;

/// <summary>
/// The environment of a run as it is recorded: machine, packages, and git repository. It is gathered in the background, since tools such as
/// git take longer than a run may take to start.
/// </summary>
internal sealed class RunEnvironment
{
    private static readonly Lock s_gate = new();
    private static (string Sweep, GitInfo? Repository, string? Diff)? s_last;

    private Thread? _gathering;

    public HostInfo? Host { get; private set; }

    public IReadOnlyList<string> Packages { get; private set; } = [];

    public GitInfo? Repository { get; private set; }

    /// <summary>The file in the runs directory that has the uncommitted changes; null if there are none, or they are not recorded.</summary>
    public string? Diff { get; private set; }

    /// <summary>Whether all has been gathered.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>
    /// Starts gathering, on a thread of its own, since the program may keep the thread pool busy. After a failure the record has a part.
    /// </summary>
    /// <param name="run">The run.</param>
    public void Gather(Run run)
    {
        var gathering = new Thread(() =>
        {
            try
            {
                Packages = PackageList.Read();
                (Repository, Diff) = run.Trial is { } trial ? OfSweep(run, trial) : ReadRepository(run);
                Host = HostInfo.Read();
            }
            catch (Exception)
            {
                // Unhandled, it would end the process: with too few open files, even types cannot be loaded.
            }

            IsKnown = true;
        }) { IsBackground = true, Name = "Gen run environment" };
        if (Threads.TryStart(gathering))
            _gathering = gathering;
    }

    /// <summary>Waits until all has been gathered, or a tool has not answered in time.</summary>
    public void Wait(TimeSpan timeout) => _gathering?.Join(timeout);

    // Git is asked once: in a large repository it takes longer than a small trial.
    private static (GitInfo? Repository, string? Diff) OfSweep(Run run, Trial trial)
    {
        var sweep = $"{Path.GetDirectoryName(run.Directory)}/{trial.Sweep}";
        lock (s_gate)
        {
            if (s_last?.Sweep != sweep)
            {
                var (repository, diff) = ReadRepository(run);
                s_last = (sweep, repository, diff);
            }

            return (s_last.Value.Repository, s_last.Value.Diff);
        }
    }

    private static (GitInfo? Repository, string? Diff) ReadRepository(Run run)
    {
        var repository = GitInfo.Read(run.Start);
        if (!run.Options.RecordDiff || repository?.ReadDiff() is not { } diff)
            return (repository, null);
        try
        {
            return (repository, ArtifactStore.AddSource("git.diff", diff, Path.GetDirectoryName(run.Directory)!));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            return (repository, null);   // the files of the run's record report the same disk
        }
    }
}

/// <summary>The location of the program, as far as it is known without reflection.</summary>
internal readonly record struct ProgramLocation(string BaseDirectory, string MainFile)
{
    public static ProgramLocation From(RunStart start) => new(
        start.BaseDirectory ?? AppContext.BaseDirectory,
        start.MainFile ?? Path.GetFileName(Environment.GetCommandLineArgs()[0]));
}

/// <summary>The packages that the program was built with, as <c>Name==Version</c>, from the <c>.deps.json</c> beside it.</summary>
internal static class PackageList
{
    /// <summary>Reads the packages; there are none if the file does not exist, as for a program compiled ahead of time.</summary>
    public static IReadOnlyList<string> Read()
    {
        // The files that the host has read: the application's first, then the framework's.
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
