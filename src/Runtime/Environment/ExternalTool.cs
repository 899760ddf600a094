using System.ComponentModel;
using System.Diagnostics;

namespace Gen;

/// <summary>Runs other programs, with a timeout.</summary>
internal static class ExternalTool
{
    /// <summary>Returns the absolute path of a program in the search path; null if it does not exist.</summary>
    public static string? Find(string name)
    {
        if (OperatingSystem.IsWindows())
            name += ".exe";
        var folders = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>Runs a program. It is killed at the timeout.</summary>
    /// <returns>Its standard output; null if it failed or did not end in time.</returns>
    public static string? Run(string path, string? directory, TimeSpan timeout, params ReadOnlySpan<string> arguments)
    {
        var start = new ProcessStartInfo(path)
        {
            WorkingDirectory = directory ?? "",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // Reading must not take git's lock from a commit that is in progress.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            using var limiter = new Timer(static process => Kill((Process)process!), process, timeout, Timeout.InfiniteTimeSpan);
            process.StandardInput.Close();
            // Errors are redirected to keep them off the terminal, and not read: a tool that fills the pipe runs into the timeout.
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // The process has just ended.
        }
    }
}
