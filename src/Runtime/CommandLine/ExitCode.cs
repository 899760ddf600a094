using System.Runtime.InteropServices;

namespace Gen.CommandLine;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int UserError = 2;
    public const int Interrupted = 130;

    /// <summary>The signals that end a run as interrupted.</summary>
    public static readonly PosixSignal[] Signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    /// <summary>The code for a signal, as shells have it: 128 and the number of the signal.</summary>
    public static int Of(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 129,
        PosixSignal.SIGQUIT => 131,
        PosixSignal.SIGTERM => 143,
        _ => Interrupted,
    };

    /// <summary>The code for a run, or for a command line that never got so far.</summary>
    /// <param name="run">The run; null if none was made.</param>
    /// <param name="error">What ended it; null if nothing did.</param>
    public static int From(Run? run, Exception? error)
    {
        // Where the record says nothing, or lies, the exit code is all that is left.
        if (run is { RecordFailure: not null } or { Status: RunStatus.Failed })
            return Failed;
        if (run?.Signal is { } signal)
            return Of(signal);
        if (run?.Status is RunStatus.Interrupted)
            return Interrupted;
        if (run?.Status is not null)
            return error is null ? Done : Failed;
        return error is UserErrorException ? UserError : error is null ? Done : Failed;
    }
}
