using Gen.IO;
using Gen.Storage;
using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>The code of a program as it is recorded: what was built, and how the files differ from the commit.</summary>
/// <param name="Packages">The packages, as <c>Name==Version</c>.</param>
/// <param name="Repository">The repository; null if there is none, or no git.</param>
/// <param name="Diff">The file below the folder of runs that has the uncommitted changes; null if there are none, or they are not
/// recorded.</param>
/// <param name="Sources">The source files.</param>
internal sealed record ProgramState(IReadOnlyList<string> Packages, GitInfo? Repository, string? Diff, SourceFiles Sources)
{
    /// <summary>Reads the code of the program of a run, and copies what is recorded of it.</summary>
    public static ProgramState Read(Run run)
    {
        var (packages, repository, folder) = (PackageList.Read(), GitInfo.Read(run.Start), Path.GetDirectoryName(run.Directory)!);
        string? diff = null;
        var sources = SourceFiles.None;
        try
        {
            if (run.Options.RecordDiff && repository?.ReadDiff() is { } text)
                diff = ArtifactStore.AddSource("git.diff", text, folder);
            sources = SourceFiles.Keep(BuildManifest.OfProgram(), folder);
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Of the same disk, the files of the run's record report it.
        }

        if (sources.Changed is [var first, ..] changed)
        {
            var files = changed.Count == 1 ? $"'{first}' has" : $"{changed.Count} source files, as '{first}', have";
            run.Report(LogLevel.Warning, $"{files} changed since the program was built, so that the record lacks them.");
        }

        return new ProgramState(packages, repository, diff, sources);
    }
}
