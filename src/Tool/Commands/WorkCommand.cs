using System.CommandLine;
using System.Runtime.InteropServices;
using Gen.Tool.Queue;

namespace Gen.Tool.Commands;

/// <summary><c>gen work</c>: runs the queued runs.</summary>
internal static class WorkCommand
{
    private static readonly Option<int> s_jobs = new("--jobs", "-j")
    {
        Description = "The number of runs at a time (default: 1).",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<bool> s_once = new("--once") { Description = "Run one run, and end." };
    private static readonly Option<bool> s_wait = new("--wait") { Description = "Wait for runs that are queued later, and do not end." };

    public static Command Create()
    {
        var command = new Command("work", "Run the runs that were queued by the option --queue of their programs.")
        {
            s_jobs, s_once, s_wait, RunStore.Option,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult line)
    {
        var (jobs, once, wait) = (line.GetValue(s_jobs), line.GetValue(s_once), line.GetValue(s_wait));
        if (jobs < 1)
            throw new UserErrorException($"Option --jobs must be at least 1, but was {jobs}.");
        if (once && jobs > 1)
            throw new UserErrorException("Options --once and --jobs cannot be combined.");
        using var store = RunStore.Find(line);
        QueueWorker worker = store is null
            ? new FolderWorker(RunsFolder.Find(line), jobs, Console.Out.WriteLine) { Once = once, Waits = wait }
            : new StoreWorker(store, RunStore.FolderFor(line), jobs, Console.Out.WriteLine) { Once = once, Waits = wait };
        using var stopping = new CancellationTokenSource();
        var signal = 0;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, 130));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, 143));
        RunStore.Use(() => worker.Work(stopping.Token));
        return signal != 0 ? signal : worker.Failures > 0 ? 1 : 0;

        // A terminal sends SIGINT to the programs, too, each of which ends as it sees fit.
        void OnSignal(PosixSignalContext context, int exitCode)
        {
            context.Cancel = true;
            var isFirst = Interlocked.CompareExchange(ref signal, exitCode, 0) == 0;
            stopping.Cancel();
            if (!isFirst || context.Signal == PosixSignal.SIGTERM)
                worker.Stop();
        }
    }
}
