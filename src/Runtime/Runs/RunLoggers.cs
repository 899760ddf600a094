using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>
/// The logger of a run without a logger factory. It writes <c>INFO - name - message</c> to standard error and to the run's captured output.
/// </summary>
internal sealed class StandardErrorLogger(Run run) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= run.Options.LogLevel && logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            ConsoleCapture.WriteError(LogLine.Format(logLevel, run.ExperimentName, formatter(state, exception), exception), run.Output);
    }
}

/// <summary>
/// The logger of a run with a logger factory. It writes each line to the factory's logger and once to the run's captured output, whether
/// the factory's logger writes to the console on another thread, which the capture does not see, on this thread, which it would capture
/// again, or not at all.
/// </summary>
internal sealed class RecordedLogger(ILogger inner, Run run) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (run.Output is not { } output || !inner.IsEnabled(logLevel))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        var captured = ConsoleCapture.Sink;
        ConsoleCapture.Sink = null;
        try
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
        finally
        {
            ConsoleCapture.Sink = captured;
            output.Append(LogLine.Format(logLevel, run.ExperimentName, formatter(state, exception), exception));
        }
    }
}

/// <summary>The text format of a run's log.</summary>
internal static class LogLine
{
    /// <summary>Returns <c>INFO - name - message</c>, followed by the exception on lines of its own.</summary>
    public static string Format(LogLevel level, string name, string message, Exception? exception)
    {
        var line = $"{Name(level)} - {name} - {message}\n";
        return exception is null ? line : $"{line}{exception}\n";
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
