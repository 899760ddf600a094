using System.Globalization;
using System.Text;

namespace Gen.CommandLine;

/// <summary>Tells the user on standard error what ended the program; a stack trace only with <c>--debug</c>.</summary>
internal static class ErrorReport
{
    /// <summary>Returns the lines that name an error.</summary>
    public static string Text(Exception error, bool debug)
    {
        if (debug)
            return error + Environment.NewLine;
        var text = error is UserErrorException ? error.Message : $"{error.GetType().Name}: {error.Message}";
        // Without Linq: where no more files can be opened, none of its assemblies can be loaded.
        var lines = new StringBuilder();
        foreach (var line in text.Split('\n'))
        {
            lines.Append("error: ");
            foreach (var c in line.TrimEnd('\r'))
                AppendPrintable(lines, c);
            lines.Append(Environment.NewLine);
        }

        return lines.ToString();
    }

    // Messages quote what arguments and files have: colors, a cleared screen, text from right to left.
    private static void AppendPrintable(StringBuilder text, char c)
    {
        if (char.IsControl(c) && c != '\t' || char.GetUnicodeCategory(c) == UnicodeCategory.Format)
            text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        else
            text.Append(c);
    }

    public static void Print(Exception error, Run? run, bool debug)
    {
        if (error is OperationCanceledException && run is { Signal: not null } or { Status: RunStatus.Interrupted })
            return;
        var text = Text(error, debug);
        // A run that did not reach its checkpoint leaves its record unchanged.
        if (debug || error is UserErrorException { NeedsTrace: false })
            Write(text);
        else if (run is { IsReplaying: true })
            Write(text, $"Run {run.Id} was not continued, and its record is unchanged; --debug shows the stack trace.");
        else if (run is { Directory: { } folder, RecordFailure: null })
            Write(text, $"the stack trace is in {Path.Combine(folder, "run.json")}; --debug shows it");
        else
            Write(text);
    }

    private static void Write(string text, string? hint = null) =>
        ConsoleCapture.WriteError(hint is null ? text : text + hint + Environment.NewLine, ConsoleCapture.Sink);
}
