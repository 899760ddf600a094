using System.Runtime.InteropServices;

namespace Gen;

/// <summary>
/// The runs going on in this process, and what may end them together: a signal, <see cref="Environment.Exit"/>, an exception on a thread of
/// its own. Each of these is written into the records before the process ends.
/// </summary>
internal static class ActiveRuns
{
    /// <summary>How long a run that takes part in its own end may take for it after SIGTERM, and how long writing the records may take.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private static readonly Lock Gate = new();
    private static readonly List<RunLifecycle> Active = [];
    private static PosixSignalRegistration? s_interrupt, s_terminate;
    private static bool s_watchesExit, s_signalled;
    private static volatile bool s_exiting;

    public static void Add(RunLifecycle lifecycle)
    {
        lock (Gate)
        {
            Active.Add(lifecycle);
            if (!s_watchesExit)
            {
                s_watchesExit = true;
                AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
                    FinishAll(new InvalidOperationException($"The process exited, with code {Environment.ExitCode}, before the run had ended."));
                AppDomain.CurrentDomain.UnhandledException += static (_, e) => FinishAll(e.ExceptionObject as Exception);
            }
        }
    }

    /// <summary>Takes over the signals, if the run wants that. Apart from <see cref="Add"/> because it takes its time.</summary>
    public static void WatchSignals(RunLifecycle lifecycle)
    {
        lock (Gate)
        {
            if (lifecycle.Run.Options.HandleSignals && s_interrupt is null)
            {
                s_interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
                s_terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
            }
        }
    }

    /// <summary>Forgets a run that has ended. After the last one the signals mean again what they meant before.</summary>
    public static void Remove(RunLifecycle lifecycle)
    {
        lock (Gate)
        {
            Active.Remove(lifecycle);
            if (Active.Count > 0)
                return;
            s_interrupt?.Dispose();
            s_terminate?.Dispose();
            (s_interrupt, s_terminate, s_signalled) = (null, null, false);
        }
    }

    /// <summary>Keeps a body that returns while the process exits from ending the process with another exit code.</summary>
    public static void BlockIfExiting()
    {
        if (s_exiting)
            Thread.Sleep(Timeout.Infinite);
    }

    private static void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        var exitCode = context.Signal == PosixSignal.SIGINT ? 130 : 143;
        RunLifecycle[] runs;
        bool again;
        lock (Gate)
        {
            runs = [.. Active];
            (again, s_signalled) = (s_signalled, true);
        }

        if (runs.Length == 0)
        {
            // The last run has just ended: the signal means what it means without one.
            context.Cancel = false;
            return;
        }

        var allTakePart = true;
        foreach (var lifecycle in runs)
        {
            lifecycle.Run.Signal ??= context.Signal;
            allTakePart &= lifecycle.Run.AskedForToken;
        }

        if (again || !allTakePart)
        {
            ExitNow(runs, exitCode);
            return;
        }

        foreach (var lifecycle in runs)
            lifecycle.Run.Cancel();
        if (context.Signal != PosixSignal.SIGTERM)
            return;
        // This thread is the signal's own, so it may wait here.
        Thread.Sleep(Grace);
        lock (Gate)
            runs = Array.FindAll(runs, Active.Contains);
        ExitNow(runs, exitCode);
    }

    /// <summary>Records that the runs were interrupted and exits. Returns if all had ended by themselves meanwhile.</summary>
    private static void ExitNow(RunLifecycle[] runs, int exitCode)
    {
        s_exiting = true;
        var interrupted = false;
        // On a thread of its own, because an observer that hangs must not keep the process from ending.
        var recorder = new Thread(() =>
        {
            foreach (var lifecycle in runs)
                interrupted |= lifecycle.Finish(RunStatus.Interrupted, null);
        }) { IsBackground = true };
        recorder.Start();
        var recorded = recorder.Join(Grace);
        if (interrupted || !recorded)
            Environment.Exit(exitCode);
        s_exiting = false;
    }

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
