namespace Gen.Tool.Tests.Support;

/// <summary>Runs the tool in this process, with an index of its own.</summary>
internal static class GenTool
{
    public static (int ExitCode, string Output, string Errors) Run(TempFolder folder, params string[] line)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var written = new StringWriter();
        using var complained = new StringWriter();
        Environment.SetEnvironmentVariable("XDG_CACHE_HOME", folder.In("cache"));
        Console.SetOut(written);
        Console.SetError(complained);
        try
        {
            return (Program.Main(line), written.ToString(), complained.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            Environment.SetEnvironmentVariable("XDG_CACHE_HOME", null);
        }
    }

    /// <summary>Runs a command that must succeed.</summary>
    /// <returns>Its output, and the rows of its table as cells.</returns>
    public static (string Output, string[][] Rows) Succeed(TempFolder folder, params string[] line)
    {
        var (exitCode, output, errors) = Run(folder, line);
        Assert.True(exitCode == 0, errors);
        return (output, [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))]);
    }

    /// <summary>Runs a command that must be refused.</summary>
    /// <returns>The one line that it says.</returns>
    public static string Refused(TempFolder folder, params string[] line)
    {
        var (exitCode, output, errors) = Run(folder, line);
        Assert.Equal((2, ""), (exitCode, output));
        return Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}

/// <summary>Tests of the process's console and environment run one after another.</summary>
[CollectionDefinition(nameof(ProcessWide), DisableParallelization = true)]
public sealed class ProcessWide;
