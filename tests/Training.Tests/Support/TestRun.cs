using Microsoft.Extensions.Logging;

namespace Gen.Training.Tests;

/// <summary>Executes runs in a folder, and collects their warnings.</summary>
internal sealed class TestRun(string folder, string config = "{}") : ILoggerFactory, ILogger
{
    public List<string> Warnings { get; } = [];

    public async Task<Run> ExecuteAsync(Action<Run> body, bool unobserved = false)
    {
        var options = new RunOptions
        {
            RunsDirectory = folder,
            Capture = CaptureMode.No,
            LoggerFactory = this,
            HeartbeatInterval = TimeSpan.FromHours(1),
            Unobserved = unobserved,
        };
        var start = new RunStart
        {
            ExperimentName = "test",
            Command = "run",
            Seed = 7,
            WriteConfig = w => w.WriteRawValue(config),
        };
        var run = new Run<long>(start, options);
        await RunSession.ExecuteAsync(
            run,
            r =>
            {
                body(r);
                return default;
            }
        );
        return run;
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() { }

    public bool IsEnabled(LogLevel logLevel) => true;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (logLevel == LogLevel.Warning)
            Warnings.Add(formatter(state, exception));
    }
}
