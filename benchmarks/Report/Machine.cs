using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Xml.Linq;

namespace Gen.Benchmarks.Report;

/// <summary>Where and with what it was measured.</summary>
internal sealed record Machine(
    string Cpu,
    int Processors,
    string System,
    string Dotnet,
    string Torch,
    string Python,
    string Commit,
    string Threads,
    double Load,
    DateTime Date,
    int Seconds,
    bool Short
)
{
    public static Machine Here(int seconds) =>
        new(
            FirstOf("/proc/cpuinfo", "model name"),
            Environment.ProcessorCount,
            RuntimeInformation.OSDescription,
            RuntimeInformation.FrameworkDescription,
            "TorchSharp " + Version("TorchSharp"),
            Say(
                Environment.GetEnvironmentVariable("GEN_PYTHON") is { Length: > 0 } python ? python : "/usr/bin/python3",
                "-c",
                "import sys, numpy, torch; print(sys.version.split()[0], 'numpy', numpy.__version__, 'torch', torch.__version__)"
            ),
            Say("git", "-C", Session.Folder, "describe", "--always", "--dirty"),
            Environment.GetEnvironmentVariable("OMP_NUM_THREADS") ?? "unset",
            File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[1]) : double.NaN,
            DateTime.UtcNow,
            seconds,
            Session.Short
        );

    private static string FirstOf(string file, string key) =>
        File.Exists(file) && File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':') + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();

    private static string Version(string package) =>
        XDocument.Load(Path.Combine(Session.Folder, "..", "Directory.Packages.props")).Descendants("PackageVersion")
            .Single(v => v.Attribute("Include")?.Value == package).Attribute("Version")!.Value;

    private static string Say(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            var text = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return process.ExitCode == 0 ? text : "";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
