using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Xunit;

namespace Gen.Samples.Tests.Support;

/// <summary>A sample as its user starts it: a process of its own, in a folder of its own.</summary>
internal static class SampleProgram
{
    private const int SigInt = 2;

    /// <summary>What a process left.</summary>
    public sealed record Ended(int ExitCode, string Output, string Error)
    {
        public override string ToString() => $"exit code {ExitCode}\n--- output\n{Output}\n--- error\n{Error}";
    }

    /// <summary>Runs a sample to its end.</summary>
    public static Ended Run(string sample, string folder, params string[] arguments) => Finish(Start(sample, folder, arguments));

    /// <summary>Runs a sample in a shell, with redirections such as <c>&gt;&amp;-</c>.</summary>
    public static Ended RunRedirected(string sample, string folder, string redirections, params string[] arguments) =>
        Finish(Start(sample, folder, arguments, ["sh", "-c", $"\"$0\" \"$@\" {redirections}"]));

    /// <summary>Starts a sample whose output nobody looks at.</summary>
    public static Process Begin(string sample, string folder, params string[] arguments)
    {
        var process = Start(sample, folder, arguments);
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts a sample, sends SIGINT when standard error has a line with <paramref name="sign"/>, and waits for its end.</summary>
    public static Ended Interrupt(string sample, string folder, string sign, params string[] arguments)
    {
        var process = Start(sample, folder, arguments);
        var before = new List<string>();
        while (process.StandardError.ReadLine() is { } line)
        {
            before.Add(line);
            if (line.Contains(sign, StringComparison.Ordinal))
                break;
        }

        Assert.Equal(0, Kill(process.Id, SigInt));
        var ended = Finish(process);
        return ended with { Error = string.Join('\n', before) + "\n" + ended.Error };
    }

    /// <summary>A file of a run as JSON.</summary>
    public static JsonElement Json(params string[] path) => JsonDocument.Parse(File.ReadAllText(Path.Combine(path))).RootElement;

    private static Process Start(string sample, string folder, string[] arguments, params string[] shell)
    {
        // The test's own output is artifacts/bin/<project>/<configuration>; the sample's lies beside it.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", sample, configuration, sample + ".dll"));

        // A shell that starts the tests in the background lets them ignore SIGINT, and their children with them.
        string[] command = [.. shell, .. OperatingSystem.IsLinux() ? (string[])["env", "--default-signal=INT", "dotnet"] : ["dotnet"]];
        var start = new ProcessStartInfo(command[0], [.. command[1..], program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("GEN_RUNS");
        return Process.Start(start)!;
    }

    private static Ended Finish(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new Ended(process.ExitCode, output, error.Result);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
