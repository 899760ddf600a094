using System.ComponentModel;
using System.Diagnostics;

namespace Gen;

/// <summary>Asks another program, and never waits longer than it may.</summary>
internal static class ExternalTool
{
    /// <summary>The absolute path of a program on the search path, null if there is none.</summary>
    public static string? Find(string name)
    {
        if (OperatingSystem.IsWindows())
            name += ".exe";
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }

        return null;
    }

    /// <summary>What the program writes to its standard output; null if it fails, or has not ended in time (it is killed then).</summary>
    public static string? Run(string path, string? directory, TimeSpan limit, params ReadOnlySpan<string> arguments)
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
        // A reader: it must not take the lock of a commit that is going on.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        try
        {
            using var process = Process.Start(start)!;
            using var limiter = new Timer(static process => Kill((Process)process!), process, limit, Timeout.InfiniteTimeSpan);
            process.StandardInput.Close();
            // Its errors are kept off our terminal and not read: a tool that has so many that it waits for a reader is out of time.
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
            // It has just ended.
        }
    }
}
