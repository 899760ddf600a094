using Gen.IO;

namespace Gen;

/// <summary>Carries out a run from start to record.</summary>
public static class RunSession
{
    /// <summary>
    /// Makes the first run of a process start sooner: what takes the runtime longest to load is begun on another thread. To be called first
    /// thing by a program that will run something; never necessary, and without effect a second time.
    /// </summary>
    public static void Prepare() => Warmup.Start();

    /// <summary>
    /// Starts the run (its folder, its log, its observers), calls <paramref name="body"/>, and records how that ended.
    /// The parts before the body are done when this method calls it; runs may follow one another or overlap in a process.
    /// </summary>
    /// <param name="run">A run that has not started.</param>
    /// <param name="body">What the run does.</param>
    /// <returns>A task that ends as the body does, once the record is written.</returns>
    /// <exception cref="RunStartException">The run could not start; nothing was written and the body not called.</exception>
    /// <exception cref="InvalidOperationException">The run was started before.</exception>
    public static Task ExecuteAsync(Run run, Func<Run, ValueTask> body)
    {
        // Not an async method: the way to the body is part of every program's start-up time.
        var lifecycle = new RunLifecycle(run);
        try
        {
            lifecycle.Start();
        }
        catch (Exception e)
        {
            return Task.FromException(e);
        }

        var outer = ConsoleCapture.Sink;
        if (run.Output is { } output)
            ConsoleCapture.Sink = output;
        try
        {
            var pending = body(run);
            if (!pending.IsCompleted)
                return FinishLater(lifecycle, pending);
            pending.GetAwaiter().GetResult();
        }
        catch (Exception e)
        {
            lifecycle.BodyEnded(e);
            return Task.FromException(e);
        }
        finally
        {
            ConsoleCapture.Sink = outer;
        }

        lifecycle.BodyEnded(null);
        return Task.CompletedTask;
    }

    private static async Task FinishLater(RunLifecycle lifecycle, ValueTask pending)
    {
        try
        {
            await pending.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            lifecycle.BodyEnded(e);
            throw;
        }

        lifecycle.BodyEnded(null);
    }
}

/// <summary>
/// Begins on a second thread what the first run of a process needs and what takes the runtime longest to load, while the first thread reads
/// the command line. It has no effect but time.
/// </summary>
internal static class Warmup
{
    private static int s_started;

    public static void Start()
    {
        if (Interlocked.Exchange(ref s_started, 1) == 0)
            new Thread(Work) { IsBackground = true, Name = "Gen warm-up" }.UnsafeStart();
    }

    private static void Work()
    {
        try
        {
            // In the order in which the run will need them.
            foreach (var _ in Directory.EnumerateFileSystemEntries(Path.GetFullPath(".")))
                break;
            Console.Error.Write("");
            _ = Console.Out;
            JsonFile.Serialize(static writer => writer.WriteStringValue("warm"));
        }
        catch (Exception e) when (FileFailure.Is(e))
        {
            // Whoever needs it in earnest meets the same failure and can say what it means.
        }
    }
}
