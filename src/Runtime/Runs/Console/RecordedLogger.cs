using Microsoft.Extensions.Logging;

namespace Gen.Runs;

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
