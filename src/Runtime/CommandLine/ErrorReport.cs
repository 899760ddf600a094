namespace Gen.CommandLine;

/// <summary>Tells the user on standard error what ended the program; a stack trace only with <c>--debug</c>.</summary>
internal static class ErrorReport
{
    public static void Print(Exception error, Run? run, bool debug)
    {
        if (error is OperationCanceledException && run is { Signal: not null } or { Status: RunStatus.Interrupted })
            return;
        if (debug)
        {
            Console.Error.WriteLine(error);
            return;
        }

        var text = error is UserErrorException ? error.Message : $"{error.GetType().Name}: {error.Message}";
        foreach (var line in text.Split('\n'))
            Console.Error.WriteLine("error: " + line.TrimEnd('\r'));
        if (error is UserErrorException { NeedsTrace: false })
            return;
        // A run that did not reach its checkpoint leaves its record unchanged.
        if (run is { IsReplaying: true })
            Console.Error.WriteLine($"Run {run.Id} was not continued, and its record is unchanged; --debug shows the stack trace.");
        else if (run?.Directory is { } folder)
            Console.Error.WriteLine($"the stack trace is in {Path.Combine(folder, "run.json")}; --debug shows it");
    }
}
