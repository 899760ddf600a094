using Microsoft.Extensions.Logging;

namespace Gen.Runs;

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
        if (!IsEnabled(level))
            return;
        var text = string.Concat(Name(level), " - ", run.ExperimentName, " - ");
        text = string.Concat(text, message, "\n");
        if (exception is not null)
            text = string.Concat(text, exception.ToString(), "\n");
        ConsoleCapture.WriteError(text, run.Output);
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
