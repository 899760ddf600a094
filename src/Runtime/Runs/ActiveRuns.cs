using System.Runtime.InteropServices;
using Gen.CommandLine;

namespace Gen;

/// <summary>
/// The active runs of this process, and what may end them together: a signal, <see cref="Environment.Exit"/>, an exception on another
/// thread. Each of these is recorded before the process ends.
/// </summary>
internal static class ActiveRuns
{
    /// <summary>How long a run may take to stop by itself after a signal other than SIGINT, and how long writing the records may
    /// take.</summary>
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(10);

    private static readonly Lock Gate = new();
    private static readonly List<RunLifecycle> Active = [];
    private static PosixSignalRegistration[] s_signals = [];
    private static bool s_watchesExit, s_signalled;
    private static volatile bool s_exiting;

    /// <summary>Whether a signal ends the process now, without waiting for the bodies of runs.</summary>
    public static bool IsExiting => s_exiting;

    /// <summary>Adds a run that starts, and handles the signals if the run wants that.</summary>
    public static void Add(RunLifecycle lifecycle)
    {
        lock (Gate)
        {
            Active.Add(lifecycle);
            if (!s_watchesExit)
            {
                s_watchesExit = true;
                AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
                    FinishAll(new InvalidOperationException(
                        $"The process exited, with code {Environment.ExitCode}, before the run had ended."));
                AppDomain.CurrentDomain.UnhandledException += static (_, e) => FinishAll(e.ExceptionObject as Exception);
            }

            // Signals that the process ignores, as SIGHUP below nohup, stay ignored.
            if (lifecycle.Run.Options.HandleSignals && s_signals.Length == 0)
                s_signals = Array.ConvertAll(ExitCode.Signals, s => PosixSignalRegistration.Create(s, OnSignal));
        }
    }

    /// <summary>Removes a run that has ended. After the last one the signals are no longer handled.</summary>
    public static void Remove(RunLifecycle lifecycle)
    {
        lock (Gate)
        {
            Active.Remove(lifecycle);
            if (Active.Count > 0)
                return;
            Array.ForEach(s_signals, s => s.Dispose());
            (s_signals, s_signalled) = ([], false);
        }
    }

    /// <summary>Blocks while the process exits, so that a body which returns meanwhile does not end it with another exit code.</summary>
    public static void BlockIfExiting()
    {
        if (s_exiting)
            Thread.Sleep(Timeout.Infinite);
    }

    private static void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        var exitCode = ExitCode.Of(context.Signal);
        RunLifecycle[] runs;
        bool again;
        lock (Gate)
        {
            runs = [.. Active];
            (again, s_signalled) = (s_signalled, true);
        }

        if (runs.Length == 0)
        {
            // The last run has just ended: the signal has its default effect.
            context.Cancel = false;
            return;
        }

        var allCooperate = true;
        foreach (var lifecycle in runs)
        {
            lifecycle.Run.Signal ??= context.Signal;
            allCooperate &= lifecycle.Run.HasReadToken;
        }

        if (again || !allCooperate)
        {
            ExitNow(runs, exitCode);
            return;
        }

        foreach (var lifecycle in runs)
            lifecycle.Run.Cancel();
        if (context.Signal == PosixSignal.SIGINT)
            return;
        // This thread is the signal's own, so that it may wait.
        Thread.Sleep(GracePeriod);
        lock (Gate)
            runs = Array.FindAll(runs, Active.Contains);
        ExitNow(runs, exitCode);
    }

    /// <summary>Records that the runs were interrupted, and exits. Returns if all of them have ended meanwhile.</summary>
    private static void ExitNow(RunLifecycle[] runs, int exitCode)
    {
        s_exiting = true;
        var interrupted = false;
        var recorded = true;
        // On another thread, so that an observer that hangs does not keep the process from ending.
        var recorder = new Thread(Record) { IsBackground = true };
        if (Threads.TryStart(recorder))
            recorded = recorder.Join(GracePeriod);
        else
            Record();
        if (interrupted || !recorded)
            Exit(recorded && !Array.Exists(runs, r => r.Run.RecordFailure is not null) ? exitCode : ExitCode.Failed);
        s_exiting = false;

        void Record()
        {
            foreach (var lifecycle in runs)
                interrupted |= lifecycle.Finish(RunStatus.Interrupted, null);
        }
    }

    /// <summary>
    /// Exits, without the native destructors that the C library would call: bodies still run, and torch's, for one, crash in what was
    /// destroyed below them (3 of 60 trainings ended with code 139).
    /// </summary>
    private static void Exit(int exitCode)
    {
        if (!OperatingSystem.IsWindows())
            AppDomain.CurrentDomain.ProcessExit += (_, _) => ExitProcess(exitCode);   // after the handlers of the program
        Environment.Exit(exitCode);
    }

    [DllImport("libc", EntryPoint = "_exit", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void ExitProcess(int exitCode);

    private static void FinishAll(Exception? exception)
    {
        if (s_exiting)
            return;
        RunLifecycle[] runs;
        lock (Gate)
            runs = [.. Active];
        foreach (var lifecycle in runs)
            lifecycle.Finish(RunStatus.Failed, exception);
    }
}
