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
        if (IsEnabled(level))
            ConsoleCapture.WriteError(LogLine.Of(level, run.ExperimentName, message, exception), run.Output);
    }
}
