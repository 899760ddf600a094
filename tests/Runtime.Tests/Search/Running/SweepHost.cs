using System.Diagnostics;
using System.Globalization;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>A process that runs a sweep of RunHost's experiment Landscape.</summary>
internal sealed class SweepHost : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(4);

    private readonly Process _process;
    private readonly Task<string> _output, _errors;

    public SweepHost(TempFolder folder, params string[] words)
        : this(folder.In("runs"), [], [], words)
    {
    }

    /// <summary>Starts the process.</summary>
    /// <param name="runs">The runs directory.</param>
    /// <param name="before">A command that starts it.</param>
    /// <param name="environment">Variables.</param>
    /// <param name="words">What follows the command sweep.</param>
    public SweepHost(string runs, string[] before, (string Name, string Value)[] environment, params string[] words)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "RunHost", here.Name, "RunHost.dll");
        string[] arguments = [.. before, Environment.ProcessPath!, program, "sweep", .. words, "--runs", runs];
        var start = new ProcessStartInfo("env", ["--default-signal=INT,QUIT,HUP", .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        (_output, _errors) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Runs a sweep to its end.</summary>
    public static (int ExitCode, string Output, string Errors) Run(TempFolder folder, params string[] words)
    {
        using var host = new SweepHost(folder, words);
        return host.End();
    }

    public (int ExitCode, string Output, string Errors) End()
    {
        Assert.True(_process.WaitForExit(s_limit), "The sweep does not end.");
        return (_process.ExitCode, _output.Result, _errors.Result);
    }

    /// <summary>The processes that this one has started and that have not ended.</summary>
    public IReadOnlyList<int> Workers()
    {
        var workers = new List<int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                var text = File.ReadAllText(Path.Combine(folder, "stat"));
                if (text[(text.LastIndexOf(')') + 2)..].Split(' ') is [not "Z", var parent, ..] && parent == $"{Id}")
                    workers.Add(id);
            }
            catch (IOException)
            {
            }
        }

        return workers;
    }

    public static void Kill(int id, string signal = "KILL")
    {
        using var kill = Process.Start(new ProcessStartInfo("/bin/kill", [$"-{signal}", $"{id}"]) { RedirectStandardError = true })!;
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill(Id);
        _process.Dispose();
    }
}
