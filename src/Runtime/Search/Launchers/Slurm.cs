using System.Diagnostics;

namespace Gen.Search;

/// <summary>The commands of Slurm.</summary>
internal static class Slurm
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromMinutes(2);

    /// <summary>Whether jobs can be submitted from this machine.</summary>
    public static bool Exists => ExternalTool.Find("sbatch") is not null;

    /// <summary>Submits a batch script.</summary>
    /// <param name="script">The script.</param>
    /// <param name="options">Options, which come before those of the script.</param>
    /// <returns>The number of the job; null if Slurm refused it.</returns>
    public static (string? Job, string Error) Submit(string script, IReadOnlyList<string> options)
    {
        var (output, error) = Run("sbatch", script, ["--parsable", .. options]);
        // "12", or "12;cluster"
        return (output?.Trim().Split(';')[0], error);
    }

    /// <summary>Returns the tasks of the user that wait or run; null if Slurm does not answer. It forgets jobs some minutes after their
    /// end, so that only those that it lists are certain.</summary>
    public static IReadOnlyList<SlurmTask>? Tasks()
    {
        if (Run("squeue", null, ["--noheader", "--me", "--array", "--format=%F|%T|%r"]).Output is not { } output)
            return null;
        var tasks = new List<SlurmTask>();
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split('|') is [var job, var state, var reason])
                tasks.Add(new SlurmTask(job, state, reason));
        }

        return tasks;
    }

    /// <summary>Puts the job that this process is back into the queue; it gets SIGTERM then.</summary>
    /// <returns>Why it was refused; null if it was not.</returns>
    public static string? Requeue()
    {
        var job = Environment.GetEnvironmentVariable("SLURM_ARRAY_JOB_ID") is { } array
            ? $"{array}_{Environment.GetEnvironmentVariable("SLURM_ARRAY_TASK_ID")}"
            : Environment.GetEnvironmentVariable("SLURM_JOB_ID");
        if (job is null)
            return "this process is not a job of Slurm";
        var (output, error) = Run("scontrol", null, ["requeue", job]);
        return output is null ? error : null;
    }

    private static (string? Output, string Error) Run(string command, string? input, IReadOnlyList<string> arguments)
    {
        if (ExternalTool.Find(command) is not { } path)
            return (null, $"{command} is not on the PATH");
        var start = new ProcessStartInfo(path, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            process.StandardInput.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended without reading its input, and says why.
        }

        if (!process.WaitForExit(s_timeout))
        {
            process.Kill();
            return (null, $"{command} did not answer in {s_timeout.TotalSeconds} seconds");
        }

        return (process.ExitCode == 0 ? output.Result : null, error.Result.Trim().ReplaceLineEndings(" "));
    }
}

/// <summary>A task of a job array that waits or runs.</summary>
/// <param name="Job">The number of the array.</param>
/// <param name="State">The state, such as <c>PENDING</c>.</param>
/// <param name="Reason">Why it waits.</param>
internal sealed record SlurmTask(string Job, string State, string Reason)
{
    /// <summary>Whether the task runs, or is about to.</summary>
    public bool IsRunning => State is not ("PENDING" or "REQUEUED" or "REQUEUE_HOLD" or "SUSPENDED");
}
