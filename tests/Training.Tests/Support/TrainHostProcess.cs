using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Gen.Training.Tests.Support;

/// <summary>A process of tests/TrainHost with its own runs directory.</summary>
internal sealed class TrainHostProcess : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(3);
    private readonly string _folder = Directory.CreateTempSubdirectory("gen-train-").FullName;
    private Process _process;
    private Task<string> _errors;
    private readonly List<string> _lines = [];

    /// <param name="arguments">The arguments after <c>with</c>, separated by spaces.</param>
    /// <param name="command">The command.</param>
    public TrainHostProcess(string arguments, string command = "run") =>
        (_process, _errors) = Start([command, "--runs", _folder, "with", .. arguments.Split(' ')]);

    private TrainHostProcess(string[] arguments) => (_process, _errors) = Start([.. arguments, "--runs", _folder]);

    /// <summary>Starts a sweep.</summary>
    public static TrainHostProcess Sweep(string words) => new(["sweep", .. words.Split(' ')]);

    /// <summary>The runs directory.</summary>
    public string Runs => _folder;

    public string Errors => _errors.Result;

    public string Output => string.Join('\n', _lines);

    public bool HasExited => _process.HasExited;

    /// <summary>The status in the run's record.</summary>
    public string Status => Json("run.json").GetProperty("status").GetString()!;

    /// <summary>Waits for a line of the output.</summary>
    public TrainHostProcess WaitForLine(string line)
    {
        while (_process.StandardOutput.ReadLine() is { } read)
        {
            _lines.Add(read);
            if (read == line)
                return this;
        }

        throw new InvalidOperationException($"The host ended without '{line}': {Errors}");
    }

    public TrainHostProcess Interrupt() => Send("INT");

    public TrainHostProcess Send(string signal)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{_process.Id}"]);
        kill.WaitForExit();
        return this;
    }

    /// <summary>Reads the rest of the output and returns the exit code.</summary>
    public int WaitForExit()
    {
        var rest = _process.StandardOutput.ReadToEndAsync();
        Assert.True(_process.WaitForExit(s_limit), "the host did not end");
        _lines.AddRange(rest.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return _process.ExitCode;
    }

    /// <summary>Resumes the run, which has ended, with the output of the new process alone.</summary>
    public TrainHostProcess Resume()
    {
        _process.Dispose();
        _lines.Clear();
        (_process, _errors) = Start(["resume", "1", "--runs", _folder]);
        return this;
    }

    /// <summary>Kills the process, and starts another one that goes on with its sweep.</summary>
    public TrainHostProcess KillAndResumeSweep(string words)
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _lines.Clear();
        (_process, _errors) = Start(["sweep", "resume", "1", .. words.Split(' '), "--runs", _folder]);
        return this;
    }

    /// <summary>Returns the number of values of a scalar in the run's record.</summary>
    public int ValueCount(string name) =>
        Json("metrics.json").TryGetProperty(name, out var scalar) ? scalar.GetProperty("values").GetArrayLength() : 0;

    /// <summary>Whether the run has a checkpoint to resume from.</summary>
    public bool HasCheckpoint =>
        Directory.EnumerateFiles(Path.Combine(_folder, "1"), "*.safetensors", SearchOption.AllDirectories).Any();

    /// <summary>The result, the values and the output that the record has, without their times.</summary>
    public string Recorded()
    {
        var scalars = Json("metrics.json").EnumerateObject();
        var values = scalars.Select(s => $"{s.Name} {s.Value.GetProperty("steps")} {s.Value.GetProperty("values")}");
        var lines = File.ReadLines(Path.Combine(_folder, "1", "cout.txt")).Where(l => l.StartsWith("epoch ", StringComparison.Ordinal));
        return string.Join('\n', [$"{Json("run.json").GetProperty("result")}", .. values, .. lines]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private (Process Process, Task<string> Errors) Start(string[] arguments)
    {
        // The output folder of the host is next to that of this project, with the same configuration.
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "TrainHost", here.Name, "TrainHost.dll");

        // Processes that a shell starts in the background, and their children, ignore signals.
        string[] host = [.. OperatingSystem.IsLinux() ? (string[])["env", "--default-signal=INT,QUIT,HUP"] : [], Environment.ProcessPath!];
        var start = new ProcessStartInfo(host[0], [.. host[1..], program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        // Tiered compilation allocates memory in the background, which would disturb measurements.
        start.Environment["DOTNET_TieredCompilation"] = "0";
        var process = Process.Start(start)!;
        return (process, process.StandardError.ReadToEndAsync());
    }

    private JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "1", name)));
        return document.RootElement.Clone();
    }
}
