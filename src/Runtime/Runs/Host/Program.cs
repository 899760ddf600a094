namespace Gen.Runs;

/// <summary>Where the program comes from, as far as it can be known without reflection.</summary>
internal readonly record struct Program(string BaseDirectory, string MainFile)
{
    public static Program Of(RunStart start) => new(
        start.BaseDirectory ?? AppContext.BaseDirectory,
        start.MainFile ?? Path.GetFileName(Environment.GetCommandLineArgs()[0]));
}
