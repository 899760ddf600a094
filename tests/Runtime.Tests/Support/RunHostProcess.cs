using System.Diagnostics;

namespace Gen.Runtime.Tests.Support;

/// <summary>A process of tests/RunHost that runs one scenario.</summary>
internal sealed class RunHostProcess : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Task<string> _errors;

    public RunHostProcess(string scenario, string runs, params (string Name, string Value)[] environment)
        : this(scenario, runs, (string?)null, environment)
    {
    }

    public RunHostProcess(string scenario, string runs, string? ignoredSignal, params (string Name, string Value)[] environment)
        : this(scenario, runs, Ignoring(ignoredSignal), environment)
    {
    }

    /// <param name="scenario">The scenario.</param>
    /// <param name="runs">The runs directory.</param>
    /// <param name="before">Options of the command env, and a command that starts the host.</param>
    /// <param name="environment">Variables of the host.</param>
    public RunHostProcess(string scenario, string runs, string[] before, params (string Name, string Value)[] environment)
    {
        // The output of the host is beside that of this project, in a folder named after the configuration.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "RunHost", here.Name, "RunHost.dll");
        // A shell's background processes ignore SIGINT and SIGQUIT, and those below nohup SIGHUP, which is inherited; the tests must pass
        // there too.
        string[] arguments = [Environment.ProcessPath!, program, scenario, runs];
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("env", ["--default-signal=INT,QUIT,HUP", .. before, .. arguments])
            : new ProcessStartInfo(arguments[0], arguments[1..]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    private static string[] Ignoring(string? signal) => signal is null ? [] : [$"--ignore-signal={signal}"];

    public bool HasExited => _process.HasExited;

    public string Errors => _errors.Result;

    /// <summary>Waits until the scenario prints <c>ready</c>.</summary>
    public RunHostProcess Ready()
    {
        for (string? line; (line = _process.StandardOutput.ReadLine()) is not null;)
        {
            if (line.StartsWith("ready", StringComparison.Ordinal))
                return this;
        }

        throw new InvalidOperationException($"The host ended without being ready: {Errors}");
    }

    public RunHostProcess Send(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
        return this;
    }

    /// <summary>Reads the rest of the output, and returns it with the exit code.</summary>
    public (int ExitCode, string Output) End()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        if (!_process.WaitForExit(Limit))
            throw new TimeoutException("The host did not end.");
        return (_process.ExitCode, output.Result);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
