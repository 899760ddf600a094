using System.Diagnostics;
using Gen.Training.Tests.Torch;
using Xunit;

namespace Gen.Training.Tests.Programs;

/// <summary>Programs on systems where TorchSharp's native library is missing, or newer than the libraries of the system.</summary>
public sealed class TorchLoadingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Theory]
    [InlineData(30)]
    [InlineData(31)]
    public void Run_SystemAsOldAsRhel9_Trains(int firstHiddenVersion)
    {
        var ended = Run(Host, OldSystem(firstHiddenVersion));

        Assert.True(ended.ExitCode == 0, ended.ToString());
        Assert.Contains("COMPLETED", File.ReadAllText(_folder["runs/1/run.json"]));
    }

    [Fact]
    public void Run_OlderSystem_NamesMissingVersionAndRecordsNothing()
    {
        var ended = Run(Host, OldSystem(29));

        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.Matches(
            @"^error: TorchSharp's native library cannot be loaded: .*"
                + @"\(libLibTorchSharp\.so needs GLIBCXX_3\.4\.\d+, but .*libstdc\+\+\.so\.6 ends at GLIBCXX_3\.4\.28\)\.\n$",
            ended.Error);
        Assert.Empty(ended.Output);
        Assert.False(Directory.Exists(_folder["runs"]));
    }

    [Fact]
    public void Run_NoNativeLibrary_NamesPackagesAndRecordsNothing()
    {
        var program = Directory.CreateDirectory(_folder["program"]).FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(Host)!))
            File.Copy(file, Path.Combine(program, Path.GetFileName(file)));

        var ended = Run(Path.Combine(program, Path.GetFileName(Host)), []);

        Assert.True(ended.ExitCode == 2, ended.ToString());
        Assert.StartsWith("error: TorchSharp's native library cannot be loaded: a program needs one of the packages", ended.Error);
        Assert.Equal(1, ended.Error.Count(c => c == '\n'));
        Assert.Empty(ended.Output);
        Assert.False(Directory.Exists(_folder["runs"]));
    }

    public void Dispose() => _folder.Dispose();

    // The output folder of the host is next to that of this project, with the same configuration.
    private static string Host
    {
        get
        {
            var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(here.Parent!.Parent!.FullName, "TrainHost", here.Name, "TrainHost.dll");
        }
    }

    // The libstdc++ of this system without its newest symbol versions.
    private Dictionary<string, string> OldSystem(int firstHiddenVersion)
    {
        var library = ElfImage.LibStdCpp();
        foreach (var (version, entry, name) in new ElfImage(library).Definitions().ToList())
        {
            if (!version.StartsWith("GLIBCXX_3.4.", StringComparison.Ordinal)) continue;
            if (int.Parse(version[12..], null) < firstHiddenVersion) continue;

            // Clears the hash by which the loader finds the version, and the last digit of its name.
            library.AsSpan(entry + 8, 4).Clear();
            library[name + version.Length - 1] = 0;
        }

        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(_folder["lib"]).FullName, "libstdc++.so.6"), library);
        return new() { ["LD_LIBRARY_PATH"] = _folder["lib"] };
    }

    private Ended Run(string program, Dictionary<string, string> environment)
    {
        string[] arguments = [program, "--runs", _folder["runs"], "--no-progress", "with", "epochs=1"];
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }

    private sealed record Ended(int ExitCode, string Output, string Error);
}
