using System.Diagnostics;
using System.Text.Json;
using Gen.Training.Tests.Support;
using Xunit;

namespace Gen.Training.Tests.Programs;

/// <summary>
/// A training with few open files, little address space or few threads: the last word of its record is the truth, or the exit code says
/// that there is none. All limits with <c>GEN_FULL_TESTS=1</c>, otherwise a tenth.
/// </summary>
public sealed class ScarceResourcesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Limits
    {
        get
        {
            string[] limits =
            [
                .. Enumerable.Range(0, 30).Select(i => $"-n {22 + (4 * i)}"),
                .. Enumerable.Range(0, 10).Select(i => $"-v {(1_000 + (i * i * i * 400)) * 1_000L}"),
            ];
            new Random(23).Shuffle(limits);
            return [.. limits.Take(TestIterations.Scaled(limits.Length))];
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("-n 64")]
    [InlineData("-v 1500000")]
    [MemberData(nameof(Limits))]
    public void Training_WithLimit_RecordsTheTruthOrFails(string limit)
    {
        var (exitCode, errors) = Run(limit);
        var said = $"exit code {exitCode}\n{errors}";
        switch (Status())
        {
            case "COMPLETED": Assert.True(exitCode == 0, said); break;
            case "FAILED": Assert.True(exitCode != 0, said); break;
            case var other:
                Assert.True(other is null or "RUNNING", said);
                Assert.True(exitCode != 0, said);
                Assert.DoesNotContain("the stack trace is in", errors);
                break;
        }
    }

    [Fact]
    public void TooLittleAddressSpace_IsNamed()
    {
        var (exitCode, errors) = Run("-v 2500000");
        Assert.True(exitCode == 2, errors);
        Assert.StartsWith("error: TorchSharp's native library cannot be loaded: the process needs more memory", errors);
        Assert.Null(Status());
    }

    // The status in the record of the run, whose folder may be hidden still; null if there is none.
    private string? Status()
    {
        if (new[] { _folder["runs/1/run.json"], _folder["runs/.1/run.json"] }.FirstOrDefault(File.Exists) is not { } file)
            return null;
        using var record = JsonDocument.Parse(File.ReadAllText(file));
        return record.RootElement.GetProperty("status").GetString();
    }

    private (int ExitCode, string Errors) Run(string limit)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var program = Path.Combine(here.Parent!.Parent!.FullName, "TrainHost", here.Name, "TrainHost.dll");
        string[] arguments = [Environment.ProcessPath!, program, "--runs", _folder["runs"], "with", "seed=3", "epochs=2"];
        var start = new ProcessStartInfo("sh", ["-c", $"ulimit -c 0; ulimit {limit}; exec \"$0\" \"$@\"", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder.Path,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(60)), "The host does not end.");
        return (process.ExitCode, errors.Result);
    }
}
