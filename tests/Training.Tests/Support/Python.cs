using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Gen.Training.Tests.Support;

/// <summary>Runs Python scripts that use torch and the functions of docs/checkpoints.md.</summary>
internal static partial class Python
{
    private static readonly string s_path = Environment.GetEnvironmentVariable("GEN_PYTHON") ?? "/usr/bin/python3";

    public static bool HasTorch { get; } = File.Exists(s_path) && Start("import numpy, torch").ExitCode == 0;

    public static void Run(string script)
    {
        using var reader = new StreamReader(typeof(Python).Assembly.GetManifestResourceStream("checkpoints.md")!);
        var documented = Block().Matches(reader.ReadToEnd()).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(2, documented.Count);
        var (code, error) = Start(string.Join('\n', [.. documented, script]));
        Assert.True(code == 0, error);
    }

    private static (int ExitCode, string Error) Start(string script)
    {
        using var process = Process.Start(
            new ProcessStartInfo(s_path, ["-"]) { RedirectStandardInput = true, RedirectStandardError = true }
        )!;
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }

    [GeneratedRegex("^```python\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}

/// <summary>A test that requires Python's torch. It is skipped without torch, unless GEN_REQUIRE_PYTHON_TORCH is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PythonFactAttribute : FactAttribute
{
    public PythonFactAttribute()
    {
        if (!Python.HasTorch && Environment.GetEnvironmentVariable("GEN_REQUIRE_PYTHON_TORCH") is null or "")
            Skip = "needs Python's torch: eng/python-torch.sh installs it";
    }
}
