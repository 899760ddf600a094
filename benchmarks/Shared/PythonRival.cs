using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gen.Benchmarks;

/// <summary>A rival that cannot be had on this machine; the message says why.</summary>
internal sealed class RivalMissingException(string reason) : Exception(reason);

/// <summary>A Python program of benchmarks/python that stays alive, does so many calls when told so, and answers with what they
/// took.</summary>
internal sealed class PythonRival : Rival, IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts it, with this process's environment: OMP_NUM_THREADS and the like are the same for both.</summary>
    /// <param name="name">How it is called in tables.</param>
    /// <param name="script">The file in benchmarks/python.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <exception cref="RivalMissingException">Python, or a module that it needs, is not there.</exception>
    public PythonRival(string name, string script, params IEnumerable<object> arguments)
        : base(name)
    {
        var python = Environment.GetEnvironmentVariable("GEN_PYTHON") is { Length: > 0 } given ? given : "/usr/bin/python3";
        var start = new ProcessStartInfo(
            python,
            [Path.Combine(Session.Folder, "python", script), .. arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!)]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            _process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new RivalMissingException($"{python} cannot be started: {e.Message}");
        }

        _errors = _process.StandardError.ReadToEndAsync();
        Facts = Answer();
    }

    /// <summary>What it said of itself: versions, threads.</summary>
    public JsonElement Facts { get; }

    /// <summary>The number that its last round came to, for comparing with ours; NaN if it has none.</summary>
    public double Check { get; private set; } = double.NaN;

    /// <inheritdoc/>
    public override Sample Run(int calls)
    {
        _process.StandardInput.WriteLine(calls);
        _process.StandardInput.Flush();
        var answer = Answer();
        Check = answer.GetProperty("check") is { ValueKind: JsonValueKind.Number } check ? check.GetDouble() : double.NaN;
        return new(answer.GetProperty("cpu").GetDouble() * 1e6 / calls, answer.GetProperty("wall").GetDouble() * 1e6 / calls, 0);
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(10_000)) _process.Kill();
        _process.Dispose();
    }

    private JsonElement Answer()
    {
        if (_process.StandardOutput.ReadLine() is { } line) return JsonDocument.Parse(line).RootElement;
        _process.WaitForExit();
        throw new RivalMissingException(_errors.Result.TrimEnd().Split('\n')[^1]);
    }
}
