namespace Gen.Search;

/// <summary>The command line of a process that works on a sweep.</summary>
internal static class WorkerCommand
{
    /// <summary>Returns the program, and its arguments.</summary>
    /// <param name="sweep">The number of the sweep.</param>
    /// <param name="options">The options of the worker.</param>
    public static IReadOnlyList<string> Words(string sweep, IReadOnlyList<string> options)
    {
        var path = Environment.ProcessPath!;

        // A program without a host of its own is the first argument of dotnet.
        string[] program = Path.GetFileNameWithoutExtension(path) == "dotnet"
            ? [path, Path.GetFullPath(Environment.GetCommandLineArgs()[0])]
            : [path];
        return [.. program, SweepProgram.Command, "resume", sweep, "--worker", .. options];
    }
}
