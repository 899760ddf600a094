using System.ComponentModel;
using System.Diagnostics;
using System.Text;

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
    public static string? Run(string path, string? directory, TimeSpan timeout, params ReadOnlySpan<string> arguments) =>
        RunForBytes(path, directory, timeout, int.MaxValue, arguments) is { } output ? Encoding.UTF8.GetString(output) : null;

    /// <summary>Runs a program. It is killed at the timeout, and when it has written more than is read.</summary>
    /// <param name="path">The path of the program.</param>
    /// <param name="directory">The working directory; null for that of this process.</param>
    /// <param name="timeout">How long it may take.</param>
    /// <param name="limit">The number of bytes that are read at most.</param>
    /// <param name="arguments">The arguments.</param>
    /// <returns>Its standard output; null if it failed or did not end in time.</returns>
    public static byte[]? RunForBytes(
        string path, string? directory, TimeSpan timeout, int limit, params ReadOnlySpan<string> arguments)
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
            var (output, isCut) = Read(process.StandardOutput.BaseStream, limit);
            if (isCut)
                Kill(process);
            process.WaitForExit();
            return isCut || process.ExitCode == 0 ? output : null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            return null;
        }
    }

    private static (byte[] Output, bool IsCut) Read(Stream stream, int limit)
    {
        var (output, piece) = (new MemoryStream(), new byte[1 << 14]);
        for (int read; (read = stream.Read(piece)) > 0;)
        {
            if (output.Length + read >= limit)
            {
                output.Write(piece, 0, (int)(limit - output.Length));
                return (output.ToArray(), true);
            }

            output.Write(piece, 0, read);
        }

        return (output.ToArray(), false);
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
