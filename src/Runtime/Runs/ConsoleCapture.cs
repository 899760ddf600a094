using Gen.IO;

namespace Gen;

/// <summary>
/// Copies console output to the run that writes it, and keeps runs from ending where the console cannot be written. The console belongs to
/// the process and runs may overlap: the first run replaces the console's writers, the last one restores them, and the run is found by the
/// flow of execution.
/// </summary>
internal static class ConsoleCapture
{
    private static readonly AsyncLocal<AppendFile?> CurrentSink = new();
    private static readonly AsyncLocal<bool> Muted = new();
    private static readonly Lock Gate = new();
    private static int s_runs;
    private static TextWriter? s_out, s_error, s_teeOut, s_teeError;

    /// <summary>The file that receives the output of the current flow of execution; null if the output is not captured.</summary>
    public static AppendFile? Sink
    {
        get => CurrentSink.Value;
        set => CurrentSink.Value = value;
    }

    /// <summary>Whether the current flow of execution writes to its file alone, and not to the console.</summary>
    public static bool IsMuted
    {
        get => Muted.Value;
        set => Muted.Value = value;
    }

    /// <summary>Creates the file that receives the output of a run.</summary>
    public static AppendFile CreateFile(Run run, string path) => new(path, overwritesLines: run.Options.Capture != CaptureMode.Raw);

    /// <summary>Begins for a run.</summary>
    public static void Begin()
    {
        lock (Gate)
        {
            if (s_runs++ > 0)
                return;
            (s_out, s_error) = (Console.Out, Console.Error);
            var (output, error) = (new TeeWriter(s_out), new TeeWriter(s_error));
            Console.SetOut(output);
            Console.SetError(error);
            (s_teeOut, s_teeError) = (output.Outer, error.Outer) = (Console.Out, Console.Error);
        }
    }

    /// <summary>Ends for a run. A writer that the program has replaced meanwhile stays.</summary>
    public static void End()
    {
        lock (Gate)
        {
            if (--s_runs > 0)
                return;
            if (Console.Out == s_teeOut)
                Console.SetOut(s_out!);
            if (Console.Error == s_teeError)
                Console.SetError(s_error!);
            (s_out, s_error, s_teeOut, s_teeError) = (null, null, null, null);
        }
    }

    /// <summary>Writes to standard error and to a given file, whatever run the calling thread belongs to.</summary>
    public static void WriteError(string text, AppendFile? sink)
    {
        var current = Sink;
        Sink = null;
        try
        {
            Console.Error.Write(text);
        }
        catch (Exception e) when (TerminalWriter.IsFailure(e))
        {
            // Nobody can be told, and the run goes on.
        }
        finally
        {
            Sink = current;
        }

        sink?.Append(text);
    }
}

/// <summary>Writes to the console, and to the file of the run that the current flow of execution belongs to.</summary>
internal sealed class TeeWriter(TextWriter console) : TerminalWriter(console)
{
    /// <summary>The console's writer around this one, whose lock a caller holds.</summary>
    public TextWriter? Outer { get; set; }

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (!ConsoleCapture.IsMuted)
            WriteToConsole(buffer);
        ConsoleCapture.Sink?.Append(buffer);
    }

    private void WriteToConsole(ReadOnlySpan<char> buffer)
    {
        Enter();
        try
        {
            base.Write(buffer);
        }
        finally
        {
            Monitor.Exit(Inner);
        }
    }

    public override void Flush()
    {
        Enter();
        try
        {
            base.Flush();
        }
        finally
        {
            Monitor.Exit(Inner);
        }
    }

    // Who kept the writer of before the run, as the log of a host does, holds its lock when it waits for that of Console.Out, which the
    // caller holds here. While the one cannot be had, the other is given back.
    private void Enter()
    {
        while (!Monitor.TryEnter(Inner))
        {
            if (Outer is not null && Monitor.IsEntered(Outer))
                Monitor.Wait(Outer, millisecondsTimeout: 1);
            else
                Thread.Yield();
        }
    }
}
