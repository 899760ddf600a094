namespace Gen;

/// <summary>Where a run stands. Recorded in upper case (<c>RUNNING</c>) in <c>run.json</c>.</summary>
public enum RunStatus
{
    /// <summary>Started and not ended. With a heartbeat several intervals old, its process died without being able to say so.</summary>
    Running,

    /// <summary>The command returned.</summary>
    Completed,

    /// <summary>The command threw; <c>fail_trace</c> in <c>run.json</c> has the stack trace.</summary>
    Failed,

    /// <summary>Stopped from outside: Ctrl+C, SIGTERM, or the run's cancellation token.</summary>
    Interrupted,
}

internal static class RunStatusNames
{
    /// <summary>The recorded spelling; a switch, because <see cref="Enum.ToString()"/> reads metadata.</summary>
    public static string Recorded(this RunStatus status) => status switch
    {
        RunStatus.Running => "RUNNING",
        RunStatus.Completed => "COMPLETED",
        RunStatus.Failed => "FAILED",
        _ => "INTERRUPTED",
    };
}
