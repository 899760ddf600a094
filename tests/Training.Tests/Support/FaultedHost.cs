using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Gen.Training.Tests.Support;

/// <summary>
/// The command <c>faults</c> of tests/TrainHost, in a folder with a disk for each of <c>runs</c>, <c>events</c> and <c>saved</c>, and one for
/// files that take the place of screens.
/// </summary>
internal sealed class FaultedHost : IDisposable
{
    private static readonly string[] s_folders = ["runs", "events", "saved", "screens"];
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, SmallDisk> _disks = [];
    private readonly List<Process> _readers = [];
    private Process? _process;
    private Task<string>? _output, _errors;

    public FaultedHost()
    {
        foreach (var name in s_folders)
            _disks.Add(name, new SmallDisk(_folder[name]));
        foreach (var name in (string[])["gate", "tmp", "home"])
            Directory.CreateDirectory(_folder[name]);
    }

    public string this[string name] => _folder[name];

    public SmallDisk Disk(string name) => _disks[name];

    /// <summary>Starts the program.</summary>
    /// <param name="moment">The moment at which it waits.</param>
    /// <param name="redirections">Redirections of a shell.</param>
    /// <param name="before">A command that starts it, such as one that changes the user.</param>
    public void Start(string moment, string redirections = "", params string[] before)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "TrainHost", here.Name, "TrainHost.dll");
        string[] arguments =
        [
            .. before, Environment.ProcessPath!, program, "faults", "--runs", _folder["runs"], "with", "seed=3", $"moment={moment}",
            $"events={_folder["events"]}", $"saved={_folder["saved"]}", $"gate={_folder["gate"]}",
        ];
        var start = new ProcessStartInfo("sh", ["-c", $"exec \"$0\" \"$@\" {redirections}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        foreach (var (name, value) in new[]
        {
            ("OMP_NUM_THREADS", "1"), ("DOTNET_EnableDiagnostics", "0"), ("TMPDIR", _folder["tmp"]), ("HOME", _folder["home"]),
        })
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Reads the screens from now on.</summary>
    public void Read()
    {
        _output ??= _process!.StandardOutput.ReadToEndAsync();
        _errors ??= _process!.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a process that copies what the program writes to a pipe to a file, and returns the pipe.</summary>
    public string StartReader(string file)
    {
        using var pipe = Process.Start("mkfifo", [$"{file}.pipe"]);
        pipe.WaitForExit();
        _readers.Add(Process.Start("sh", ["-c", "exec cat < \"$0\" > \"$1\"", $"{file}.pipe", file]));
        return $"{file}.pipe";
    }

    public void SignalReaders(string signal) => _readers.ForEach(reader => Send(signal, reader));

    /// <summary>Waits until the program waits, with a room for its last status.</summary>
    public void WaitUntilHalted()
    {
        var limit = Stopwatch.StartNew();
        while (!File.Exists(_folder["gate/halted"]) || !File.Exists(_folder["runs/1/run.json.reserve"]))
        {
            Assert.True(limit.Elapsed < TimeSpan.FromSeconds(60) && !_process!.HasExited, "The host does not reach its moment.");
            Thread.Sleep(5);
        }
    }

    public void Continue() => File.WriteAllText(_folder["gate/go"], "");

    public void Signal(string signal) => Send(signal, _process!);

    /// <summary>Waits for the end.</summary>
    public (int ExitCode, string Output, string Errors) End()
    {
        Read();
        Assert.True(_process!.WaitForExit(TimeSpan.FromSeconds(90)), "The host does not end.");
        _readers.ForEach(reader => reader.WaitForExit());
        return (_process.ExitCode, _output!.Result, _errors!.Result);
    }

    /// <summary>The status in the record.</summary>
    public string Status()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(_folder["runs/1/run.json"]));
        return document.RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>What lies in the folder beside the places that the program was given.</summary>
    public IEnumerable<string> Strays() =>
        Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName).Except([.. s_folders, "gate", "tmp", "home"])
            .Concat(Directory.EnumerateFileSystemEntries(_folder["tmp"]))
            .Concat(Directory.EnumerateFileSystemEntries(_folder["home"]))!;

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.Dispose();
        foreach (var reader in _readers)
        {
            reader.Kill();
            reader.Dispose();
        }

        foreach (var disk in _disks.Values)
            disk.Dispose();
        _folder.Dispose();
    }

    private static void Send(string signal, Process process)
    {
        using var kill = Process.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]);
        kill.WaitForExit();
    }
}
