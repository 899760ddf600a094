using Gen.Runtime.Tests.CommandLine;
using Gen.Runtime.Tests.Support;

namespace Gen.Runtime.Tests.Search.Running;

/// <summary>Trials whose entries are valid alone and not together.</summary>
[Collection(nameof(ProcessWide))]
public class InvalidTrialTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--retries 1")]
    [InlineData("--folds 3")]
    public async Task Sweep_EntriesRefusedTogether_FailThatTrialOnly(string options)
    {
        using var folder = TempFolder.ForCaller();
        string[] line = ["sweep", "least=1,5", "most=3,7", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var (exitCode, output, errors) = await Program.Run(Paired.RunAsync, folder, line);
        Assert.Equal(1, exitCode);
        Assert.Equal(3, output.Split('\n').Count(l => l.Contains("COMPLETED")));
        var failed = Assert.Single(output.Split('\n'), l => l.Contains("FAILED"));
        Assert.Equal(["2", "FAILED", "5", "3", "0.0"], failed.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..5]);   // no result, no spread
        Assert.Contains("most must be at least least", output + errors);
        Assert.DoesNotContain("   at ", output + errors);

        // It stays as it is, and a changed program may make it right.
        Assert.Equal(1, (await Program.Run(Paired.RunAsync, folder, "sweep", "resume", "1")).ExitCode);
        Assert.Equal(1, (await Program.Run(Paired.RunAsync, folder, "sweep", "retry", "1")).ExitCode);
    }
}
