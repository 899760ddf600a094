using System.Diagnostics;

namespace Gen.Runtime.Tests.Support;

internal static class Git
{
    /// <summary>Creates a repository with one commit of <c>program.cs</c>; returns the commit.</summary>
    public static string NewRepository(string folder)
    {
        Run(folder, "init", "-q");
        Run(folder, "config", "user.name", "test");
        Run(folder, "config", "user.email", "test@example.org");
        File.WriteAllText(Path.Combine(folder, "program.cs"), "first");
        Run(folder, "add", "program.cs");
        Run(folder, "commit", "-qm", "first");
        return Run(folder, "rev-parse", "HEAD").Trim();
    }

    public static string Run(string folder, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", folder, .. arguments]) { RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output;
    }
}
