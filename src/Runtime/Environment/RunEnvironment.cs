namespace Gen;

/// <summary>
/// The environment of a run as it is recorded: machine, packages, and git repository. It is gathered in the background, since tools such as
/// git take longer than a run may take to start.
/// </summary>
internal sealed class RunEnvironment
{
    private static readonly Lock s_gate = new();
    private static (string Sweep, ProgramState Program)? s_last;

    private Thread? _gathering;

    public HostInfo? Host { get; private set; }

    /// <summary>The program's code; null until it is known.</summary>
    public ProgramState? Program { get; private set; }

    /// <summary>Whether all has been gathered.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>
    /// Starts gathering, on a thread of its own, since the program may keep the thread pool busy. After a failure the record has a part.
    /// </summary>
    /// <param name="run">The run.</param>
    public void Gather(Run run)
    {
        var gathering = new Thread(() =>
        {
            try
            {
                Program = run.Trial is { } trial ? OfSweep(run, trial) : ProgramState.Read(run);
                Host = HostInfo.Read();
            }
            catch (Exception)
            {
                // Unhandled, it would end the process: with too few open files, even types cannot be loaded.
            }

            IsKnown = true;
        }) { IsBackground = true, Name = "Gen run environment" };
        if (Threads.TryStart(gathering))
            _gathering = gathering;
    }

    /// <summary>Waits until all has been gathered, or a tool has not answered in time.</summary>
    public void Wait(TimeSpan timeout) => _gathering?.Join(timeout);

    // Git is asked once: in a large repository it takes longer than a small trial.
    private static ProgramState OfSweep(Run run, Trial trial)
    {
        var sweep = $"{Path.GetDirectoryName(run.Directory)}/{trial.Sweep}";
        lock (s_gate)
        {
            if (s_last?.Sweep != sweep)
                s_last = (sweep, ProgramState.Read(run));
            return s_last.Value.Program;
        }
    }
}

/// <summary>The location of the program, as far as it is known without reflection.</summary>
internal readonly record struct ProgramLocation(string BaseDirectory, string MainFile)
{
    public static ProgramLocation From(RunStart start) => new(
        start.BaseDirectory ?? AppContext.BaseDirectory,
        start.MainFile ?? Path.GetFileName(Environment.GetCommandLineArgs()[0]));
}
