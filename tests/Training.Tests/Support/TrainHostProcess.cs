using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Gen.Training.Tests.Support;

/// <summary>A process of tests/TrainHost, with a runs directory of its own.</summary>
internal sealed class TrainHostProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("gen-train-").FullName;
    private readonly Process _process;
    private readonly Task<string> _errors;
    private readonly List<string> _lines = [];

    /// <param name="arguments">Of the command line, after <c>with</c>, with spaces between.</param>
    public TrainHostProcess(string arguments, string command = "run")
    {
        // The host's output lies beside this project's, in a folder named after the configuration.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "TrainHost", here.Name, "TrainHost.dll");

        // A shell that starts the tests in the background lets them ignore SIGINT, and their children with them.
        string[] host = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", Environment.ProcessPath!] : [Environment.ProcessPath!];
        var start = new ProcessStartInfo(host[0], [.. host[1..], program, command, "--runs", _folder, "with", .. arguments.Split(' ')])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        // Code that is compiled anew in the background takes memory at any time.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    public string Errors => _errors.Result;

    public string Output => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    /// <summary>The run's status as its record has it.</summary>
    public string Status => Json("run.json").GetProperty("status").GetString()!;

    /// <summary>Reads the output up to a line.</summary>
    public TrainHostProcess Until(string line)
    {
        while (_process.StandardOutput.ReadLine() is { } read)
        {
            _lines.Add(read);
            if (read == line)
                return this;
        }

        throw new InvalidOperationException($"The host ended without '{line}': {Errors}");
    }

    public TrainHostProcess Interrupt()
    {
        using var kill = Process.Start("/bin/kill", ["-INT", $"{_process.Id}"]);
        kill.WaitForExit();
        return this;
    }

    /// <summary>Reads the rest of the output and gives the exit code.</summary>
    public int End()
    {
        var rest = _process.StandardOutput.ReadToEndAsync();
        Assert.True(_process.WaitForExit(s_limit), "the host did not end");
        _lines.AddRange(rest.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return _process.ExitCode;
    }

    /// <summary>How many values the record has of a scalar.</summary>
    public int Logged(string name) =>
        Json("metrics.json").TryGetProperty(name, out var scalar) ? scalar.GetProperty("values").GetArrayLength() : 0;

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "1", name)));
        return document.RootElement.Clone();
    }
}
