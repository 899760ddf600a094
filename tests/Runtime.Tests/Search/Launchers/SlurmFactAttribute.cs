using System.Diagnostics;

namespace Gen.Runtime.Tests.Search.Launchers;

/// <summary>A test that needs Slurm, which test.sh starts. It is skipped without, unless GEN_REQUIRE_SLURM is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SlurmFactAttribute : FactAttribute
{
    // Not SLURM_CONF, which is set on a cluster: tests submit no jobs there.
    private static readonly string? s_configuration = Environment.GetEnvironmentVariable("GEN_SLURM_CONF");

    public SlurmFactAttribute()
    {
        if (s_configuration is not (null or ""))
            Environment.SetEnvironmentVariable("SLURM_CONF", s_configuration);
        else if (Environment.GetEnvironmentVariable("GEN_REQUIRE_SLURM") is null or "")
            Skip = "needs Slurm: eng/slurm.sh installs and starts it";
    }
}

/// <summary>The commands of Slurm that tests use.</summary>
internal static class SlurmCommands
{
    public static string Run(string command, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.Trim();
    }

    /// <summary>Sends a worker the signal by which Slurm says that its time is nearly over.</summary>
    public static void SignalTimeIsUp(string task) => Run("scancel", "--signal=USR1", "--batch", task);

    /// <summary>Waits until none of the jobs is left.</summary>
    public static void WaitForEnd(string job) =>
        Assert.True(
            SpinWait.SpinUntil(
                () => Run("squeue", "--noheader", "--me", "--format=%F").Split('\n').All(j => j != job), TimeSpan.FromMinutes(2)));
}
