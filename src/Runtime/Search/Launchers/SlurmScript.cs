using System.Text;

namespace Gen.Search;

/// <summary>The batch script of a worker.</summary>
internal static class SlurmScript
{
    /// <summary>How long a worker holds its CPUs without a trial to start.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(5);

    /// <summary>Returns the script.</summary>
    /// <param name="store">The sweep.</param>
    /// <param name="folder">The absolute path of the folder for the output of workers.</param>
    /// <param name="further">Further options of <c>sbatch</c>; null for none.</param>
    /// <param name="command">The program of a worker, and its arguments.</param>
    public static string Text(SweepStore store, string folder, string? further, IReadOnlyList<string> command)
    {
        var threads = store.Plan.TrialThreads;
        var script = new StringBuilder();
        script.Append("#!/bin/sh\n");
        script.Append($"#SBATCH --job-name=gen-sweep-{store.Id}\n");
        script.Append($"#SBATCH --output=\"{folder.Replace("%", "%%", StringComparison.Ordinal)}/%A_%a.out\"\n");

        // USR1, two minutes before the end of its time, has the worker save a checkpoint and go back into the queue.
        script.Append("#SBATCH --open-mode=append --requeue --signal=B:USR1@120\n");
        if (further is not null)
            script.Append($"#SBATCH {further}\n");
        script.Append($"export OMP_NUM_THREADS=\"${{OMP_NUM_THREADS:-{threads}}}\" MKL_NUM_THREADS=\"${{MKL_NUM_THREADS:-{threads}}}\"\n");
        script.Append($"export DOTNET_PROCESSOR_COUNT=\"${{SLURM_CPUS_PER_TASK:-{threads}}}\"\n");

        // Without exec, USR1 would end the shell and leave the program behind.
        script.Append($"exec {string.Join(' ', command.Select(Quote))}\n");
        return script.ToString();
    }

    private static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
