namespace Gen;

/// <summary>What of the console goes into a run's <c>cout.txt</c>.</summary>
public enum CaptureMode
{
    /// <summary>Nothing.</summary>
    No,

    /// <summary>
    /// What the run writes to <see cref="Console.Out"/> and <see cref="Console.Error"/>. Runs at the same time in one process each
    /// get their own. Output of child processes and of native code is not seen.
    /// </summary>
    Sys,
}
