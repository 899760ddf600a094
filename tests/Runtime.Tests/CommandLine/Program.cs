using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.CommandLine;

/// <summary>One call of an experiment's command line: exit code and what it wrote.</summary>
internal sealed record Program(int ExitCode, string Out, string Error)
{
    public static Task<Program> Run(TempFolder folder, params string[] args) => Run(Subject.RunAsync, folder, args);

    public static async Task<Program> Run(Func<string[], RunOptions?, Task<int>> main, TempFolder folder, params string[] args)
    {
        using var console = new TestConsole();
        var options = new RunOptions { RunsDirectory = folder.In("runs"), HeartbeatInterval = TimeSpan.FromHours(1) };
        var exitCode = await main([.. args.Select(a => a.Replace("DIR", folder.Path, StringComparison.Ordinal))], options);
        return new Program(exitCode, console.Out.ToString().ReplaceLineEndings("\n"), console.Error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>An error of the user's: exit code 2, the message alone on standard error, nothing on standard output, nothing
    /// written.</summary>
    public static async Task<string> Refused(TempFolder folder, params string[] args)
    {
        var before = Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories);
        var result = await Run(folder, args);
        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.Equal(before, Directory.GetFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories));
        Assert.All(result.Error.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("error: ", line));
        return result.Error;
    }
}
