namespace Gen.Search;

/// <summary>The command line of a process that works on a sweep.</summary>
internal static class WorkerCommand
{
    /// <summary>Returns the program, and its arguments.</summary>
    /// <param name="sweep">The number of the sweep.</param>
    /// <param name="options">The options of the worker.</param>
    public static IReadOnlyList<string> Words(string sweep, IReadOnlyList<string> options) =>
        [.. ProgramStart.Program(), SweepProgram.Command, "resume", sweep, "--worker", .. options];
}
