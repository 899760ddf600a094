using Gen.Runtime.Tests.Support;
using Gen.Search;

namespace Gen.Runtime.Tests.Search.Launchers;

/// <summary>What is checked before Slurm is asked, with a sbatch that is never run.</summary>
[Collection(nameof(ProcessWide))]
public class SlurmOptionsTests
{
    [Fact]
    public void From_WithoutSlurm_SaysSo()
    {
        using var folder = TempFolder.ForCaller();
        Assert.Equal(
            "Option --launcher slurm requires Slurm, but sbatch is not on the PATH.", Refused(folder, ("--launcher", "slurm")));
    }

    [Theory]
    [InlineData("--cpus", "2", "--trial-threads", "4", "Option --cpus must be at least 4, the number of threads of a trial, but was 2.")]
    [InlineData("--cpus", "none", "--jobs", "4", "Option --cpus must be an integer from 1 to 2147483647, but was 'none'.")]
    [InlineData("--sbatch", "--mem=1G\nrm -r x", "--jobs", "4", "Option --sbatch must be one line.")]
    public void From_BadValue_IsRefused(string option, string value, string otherOption, string otherValue, string message)
    {
        using var folder = TempFolder.ForCaller();
        folder.File("sbatch", "");
        Assert.Equal(message, Refused(folder, ("--launcher", "slurm"), (option, value), (otherOption, otherValue)));
    }

    [Fact]
    public void From_Resources_AreThoseOfSbatch()
    {
        using var folder = TempFolder.ForCaller();
        folder.File("sbatch", "");
        var options = With(folder, () => SlurmOptions.From(Arguments(
            ("--launcher", "slurm"), ("--gres", "gpu:1"), ("--time", "4:00:00"), ("--partition", "gpu"), ("--cpus", "4"))));
        Assert.Equal(["--partition=gpu", "--time=4:00:00", "--gres=gpu:1"], options!.Resources);
        Assert.Equal(4, options.Cpus);
    }

    [Theory]
    [InlineData(null, 4)]
    [InlineData("2", 2)]
    public void ToOptions_Cpus_AreTheThreadsOfATrialUnlessThoseAreGiven(string? threads, int expected)
    {
        var arguments = Arguments(("--cpus", "4"));
        if (threads is not null)
            arguments.Add("--trial-threads", threads);
        Assert.Equal(expected, arguments.ToOptions([], new RunOptions()).TrialThreads);
    }

    private static SweepArguments Arguments(params (string Name, string Value)[] options)
    {
        var arguments = new SweepArguments();
        foreach (var (name, value) in options)
            arguments.Add(name, value);
        return arguments;
    }

    private static string Refused(TempFolder folder, params (string Name, string Value)[] options) =>
        Assert.Throws<ConfigException>(() => With(folder, () => SlurmOptions.From(Arguments(options)))).Message;

    private static T With<T>(TempFolder folder, Func<T> body)
    {
        var path = Environment.GetEnvironmentVariable("PATH");
        Environment.SetEnvironmentVariable("PATH", folder.Path);
        try
        {
            return body();
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }
}
