using System.Diagnostics;

namespace Gen.Tool.Reading;

/// <summary>Decides whether the process of a run that is recorded as running is gone.</summary>
internal static class Liveness
{
    private static readonly TimeSpan s_unchanged = TimeSpan.FromSeconds(90);

    // No clocks are compared, but for records that are far older: the heartbeat is renewed every ten seconds.
    private static readonly TimeSpan s_old = TimeSpan.FromMinutes(10);

    /// <summary>Returns the run with the verdict.</summary>
    /// <param name="run">The run.</param>
    /// <param name="seen">When the heartbeat of a run was first seen as it is; see <see cref="Observation"/>.</param>
    public static RunRow Judge(RunRow run, Observation? seen) =>
        run.RecordedStatus == "RUNNING" ? run with { HasDied = HasDied(run, seen) } : run;

    private static bool HasDied(RunRow run, Observation? seen)
    {
        if (run.Process is { } process)
        {
            if (process.IsAlive() is { } isAlive)
                return !isAlive;

            if (process.Boot.Length == 0 && process.Host == Environment.MachineName && !Exists(process.Id))
                return true;

            // The machine was started anew.
            if (process.Boot.Length > 0 && process.Host == Environment.MachineName && process.Namespace == ProcessIdentity.Current.Namespace
                && process.Boot != ProcessIdentity.Current.Boot)
                return true;
        }

        return seen?.Age > s_unchanged || DateTime.UtcNow - (run.Heartbeat ?? run.Start) > s_old;
    }

    private static bool Exists(int process)
    {
        try
        {
            Process.GetProcessById(process).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>Since when a heartbeat has not changed, on this machine's own clock, which runs from its start.</summary>
/// <param name="Boot">The start of the machine.</param>
/// <param name="Ticks">The time of the clock.</param>
internal sealed record Observation(string Boot, long Ticks)
{
    public static Observation Now() => new(ProcessIdentity.Current.Boot, Stopwatch.GetTimestamp());

    /// <summary>How long ago it was; null after a start of the machine.</summary>
    public TimeSpan? Age => Boot.Length > 0 && Boot == ProcessIdentity.Current.Boot ? Stopwatch.GetElapsedTime(Ticks) : null;
}
