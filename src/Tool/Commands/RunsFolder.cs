using System.CommandLine;
using Gen.Shared;
using Gen.Tool.Index;
using Gen.Tool.Reading;

namespace Gen.Tool.Commands;

/// <summary>The folder of runs that a command works on.</summary>
internal static class RunsFolder
{
    private static RunIndex? s_index;

    /// <summary>The option <c>--runs</c>, which all commands have.</summary>
    public static Option<string?> Option { get; } = new("--runs", "-F")
    {
        Description = "The folder of runs, or one that has such folders below it (default: GEN_RUNS, or runs, or the current directory).",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Returns the absolute path of the folder.</summary>
    /// <exception cref="UserErrorException">It does not exist.</exception>
    public static string Find(ParseResult line, string? argument = null)
    {
        var given = argument ?? line.GetValue(Option) ?? Environment.GetEnvironmentVariable("GEN_RUNS");
        var folder = given is { Length: > 0 } ? given : Directory.Exists("runs") ? "runs" : ".";
        return Directory.Exists(folder)
            ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))
            : throw new UserErrorException($"The folder of runs '{folder}' does not exist. The option --runs names another.");
    }

    /// <summary>Reads all runs of the folder. Their entries and scalars can be read until the next call.</summary>
    // The index stays open until the next one, because rows read their entries from it.
    public static List<RunRow> Read(string folder)
    {
        s_index?.Dispose();
        s_index = new RunIndex(Console.Error.WriteLine);
        return s_index.Read(folder);
    }

    /// <summary>Returns the run of a number, or of the path of its folder.</summary>
    /// <exception cref="UserErrorException">There is no such run.</exception>
    public static RunRow Run(IReadOnlyList<RunRow> runs, string id)
    {
        if (string.IsNullOrWhiteSpace(id) || id.Contains('\0'))
            throw new UserErrorException($"'{id}' is neither the number of a run nor a folder.");
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(id));
        return runs.FirstOrDefault(r => r.Id == id) ?? runs.FirstOrDefault(r => r.Folder == path) ?? Other(runs, id, path);
    }

    // "3" where the runs are housing/runs/3 and digits/runs/3.
    private static RunRow Other(IReadOnlyList<RunRow> runs, string id, string path)
    {
        var same = runs.Where(r => r.Id.EndsWith("/" + id, StringComparison.Ordinal)).ToList();
        if (same.Count == 1)
            return same[0];
        if (same.Count > 1)
            throw new UserErrorException($"There are several runs '{id}': {string.Join(", ", same.Select(r => r.Id))}.");
        if (File.Exists(Path.Combine(path, "run.json")))
            return Liveness.Judge(RunReader.Read(new FoundRun(id, path, "")), null);
        var hint = runs.Count == 0 ? " There are no runs." : NearestName.Hint(id, runs.TakeLast(5).Select(r => r.Id), "The last ones are");
        throw new UserErrorException($"Run '{id}' does not exist.{hint}");
    }
}
