using Microsoft.Extensions.Logging;

namespace Gen;

/// <summary>The log of a run when no factory is given: <c>INFO - name - message</c> on standard error and in the run's own output.</summary>
internal sealed class StandardErrorLogger(Run run) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= run.Options.LogLevel && logLevel != LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
            Write(logLevel, formatter(state, exception), exception);
    }

    public void Write(LogLevel level, string message, Exception? exception)
    {
        if (IsEnabled(level))
            ConsoleCapture.WriteError(LogLine.Of(level, run.ExperimentName, message, exception), run.Output);
    }
}

/// <summary>
/// The log of a run that a factory of the user's makes. Each line goes to it, and once into the run's own output: a factory may write to the console on a
/// thread of its own, where nothing tells the run, or write at once, where it would be captured a second time, or not to the console at all.
/// </summary>
internal sealed class RecordedLogger(ILogger inner, Run run) : ILogger
{
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
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
            output.Append(LogLine.Of(logLevel, run.ExperimentName, formatter(state, exception), exception));
        }
    }
}

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
