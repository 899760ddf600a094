using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gen.Tool.Queue;

/// <summary>The process of a recorded program that executes a run of the queue.</summary>
internal sealed class QueuedProgram : IDisposable
{
    private const int Terminate = 15;

    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();
    private volatile string? _error, _last;

    private QueuedProgram(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    /// <summary>What the program said of its failure: its first line that is an error, or else its last line.</summary>
    public string? Reason => _error ?? _last;

    /// <summary>Starts a program.</summary>
    /// <param name="command">The executable and its arguments.</param>
    /// <param name="directory">The working directory.</param>
    /// <param name="environment">Variables that the program has in addition.</param>
    /// <param name="threads">The number of threads of its native libraries, unless the environment says another; null for their
    /// default.</param>
    /// <exception cref="UserErrorException">The program cannot be started.</exception>
    public static QueuedProgram Start(
        IReadOnlyList<string> command, string directory, IEnumerable<(string Name, string Value)> environment, int? threads)
    {
        if (!Directory.Exists(directory))
            throw new UserErrorException($"Its working directory '{directory}' does not exist.");
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        if (threads is { } count)
            Threads.Limit(start.Environment, count);

        try
        {
            var program = new QueuedProgram(Process.Start(start)!);
            program.Listen();
            return program;
        }
        catch (Win32Exception e)
        {
            throw new UserErrorException($"Its program '{command[0]}' cannot be started: {e.Message}");
        }
    }

    /// <summary>Waits until the last words of an ended program are read.</summary>
    public void WaitForOutput() => _process.WaitForExit(TimeSpan.FromSeconds(2));

    /// <summary>Asks the program to end, as SIGTERM does.</summary>
    public void Stop()
    {
        if (OperatingSystem.IsWindows())
            _process.Kill();
        else
            _ = Kill(_process.Id, Terminate);
    }

    public void Dispose() => _process.Dispose();

    private void Listen()
    {
        _process.StandardInput.Close();
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += (_, e) =>
        {
            if (string.IsNullOrWhiteSpace(e.Data))
                return;
            _last = e.Data;
            if (e.Data.StartsWith("error: ", StringComparison.Ordinal))
                _error ??= e.Data["error: ".Length..];
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
