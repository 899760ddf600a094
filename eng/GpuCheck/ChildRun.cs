using System.Diagnostics;
using System.Text.Json;

namespace Gen.GpuCheck;

/// <summary>This program once more, as one run of <see cref="GpuTraining"/> with a runs directory of its own.</summary>
internal sealed class ChildRun : IDisposable
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    private readonly string _runs;
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <param name="runs">Where its record goes.</param>
    /// <param name="arguments">Of the experiment's command line: <c>run with epochs=2</c>.</param>
    public ChildRun(string runs, params string[] arguments)
    {
        _runs = runs;
        // Options stand before the entries.
        var entries = arguments.SkipWhile(a => a != "with").ToArray();
        string[] all =
        [
            typeof(ChildRun).Assembly.Location,
            "experiment",
            .. arguments[..^entries.Length],
            "--runs",
            runs,
            "--capture",
            "no",
            .. entries,
        ];
        var start = new ProcessStartInfo(Environment.ProcessPath!, all) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Waits for the end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed, or took too long.</exception>
    public string End()
    {
        var output = _process.StandardOutput.ReadToEndAsync();
        if (!_process.WaitForExit(s_limit))
            throw new InvalidOperationException($"a run took more than {s_limit.TotalMinutes} minutes");
        return _process.ExitCode == 0
            ? output.Result.Trim()
            : throw new InvalidOperationException($"a run ended with exit code {_process.ExitCode}: {LastLine(_errors.Result)}");
    }

    /// <summary>Waits until it prints a line and has written a checkpoint, and kills it: SIGKILL, which no program can catch.</summary>
    /// <exception cref="InvalidOperationException">It ended before, or took too long.</exception>
    public void KillAfter(string line, string checkpoint)
    {
        var watch = Stopwatch.StartNew();
        while (_process.StandardOutput.ReadLine() is var read && read != line)
        {
            if (read is null)
                throw new InvalidOperationException($"a run ended before it was killed: {LastLine(_errors.Result)}");
        }

        // Checkpoints are written on a thread of their own.
        while (Directory.GetFiles(_runs, checkpoint, SearchOption.AllDirectories).Length == 0)
        {
            if (watch.Elapsed > s_limit)
                throw new InvalidOperationException($"a run did not write {checkpoint}");
            Thread.Sleep(50);
        }

        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Each scalar of the first run's record, epoch by epoch.</summary>
    public static SortedDictionary<string, double[]> ReadScalars(string runs)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(runs, "1", "metrics.json")));
        var scalars = json.RootElement.EnumerateObject().ToDictionary(s => s.Name, s => Values(s.Value));
        return new(scalars, StringComparer.Ordinal);

        static double[] Values(JsonElement scalar) => [.. scalar.GetProperty("values").EnumerateArray().Select(v => v.GetDouble())];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static string LastLine(string text) => text.Trim().Split('\n')[^1];
}
