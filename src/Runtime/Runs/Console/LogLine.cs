using Microsoft.Extensions.Logging;

namespace Gen.Runs;

/// <summary>How a run writes a line of its log, as text.</summary>
internal static class LogLine
{
    /// <summary><c>INFO - name - message</c>, and the exception under it.</summary>
    public static string Of(LogLevel level, string name, string message, Exception? exception)
    {
        var text = string.Concat(Name(level), " - ", name, " - ");
        text = string.Concat(text, message, "\n");
        return exception is null ? text : string.Concat(text, exception.ToString(), "\n");
    }

    // The names of Python's logging, as Sacred's log has them.
    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace => "TRACE",
        LogLevel.Debug => "DEBUG",
        LogLevel.Information => "INFO",
        LogLevel.Warning => "WARNING",
        LogLevel.Error => "ERROR",
        _ => "CRITICAL",
    };
}
