using System.Runtime.CompilerServices;
using System.Text.Json;
using Gen.IO;

namespace Gen;

/// <summary>Executes runs.</summary>
public static class RunSession
{
    private static int s_prepared;

    /// <summary>
    /// Prepares the first run of the process on another thread, so that it starts sooner. It has an effect once, and is best called first
    /// in a program.
    /// </summary>
    public static void Prepare()
    {
        if (Interlocked.Exchange(ref s_prepared, 1) == 0)
            Threads.TryStart(new Thread(Load) { IsBackground = true, Name = "Gen preparation" });
    }

    /// <summary>
    /// Starts a run (its folder, its log, its observers), calls its body, and records how that ended. Runs may follow one another or
    /// overlap in a process.
    /// </summary>
    /// <param name="run">A run that has not started.</param>
    /// <param name="body">The body of the run.</param>
    /// <returns>A task that ends as the body does, after the record is written.</returns>
    /// <exception cref="RunStartException">The run could not start. Nothing was written, and the body was not called.</exception>
    /// <exception cref="InvalidOperationException">The run was started before.</exception>
    public static Task ExecuteAsync(Run run, Func<Run, ValueTask> body)
    {
        // Not an asynchronous method: those are compiled at run time, before the first line of the body.
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
                return EndLater(lifecycle, pending);
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

    private static async Task EndLater(RunLifecycle lifecycle, ValueTask pending)
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

    // What takes the runtime longest to load, in the order in which a run needs it. It saves 2 ms, where an empty program starts in 20
    // (benchmarks: process-start).
    private static void Load()
    {
        try
        {
            LoadTypes();
        }
        catch (Exception)
        {
            // A run that needs it has the same failure, and reports it: too little memory, or too many open files.
        }
    }

    // A method of its own, because what it needs is loaded before its first line.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadTypes()
    {
        foreach (var _ in Directory.EnumerateFileSystemEntries(Path.GetFullPath(".")))
            break;
        Console.Error.Write("");
        _ = Console.Out;
        using var writer = new Utf8JsonWriter(Stream.Null, JsonFile.Options);
        writer.WriteStringValue("a text of some length");
    }
}
