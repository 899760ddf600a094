using Gen.Runtime.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Gen.Runtime.Tests.Runs;

/// <summary>The lines of a user's logger factory in <c>cout.txt</c>.</summary>
[Collection(nameof(ConsoleCaptureTests))]
public class RunLoggersTests
{
    private static async Task<Run> Logged(TempFolder folder, ILoggerFactory factory, Action<Run> body) =>
        await Some.Completed(folder, body, options => (options.LoggerFactory, options.Capture) = (factory, CaptureMode.Sys));

    [Fact]
    public async Task FactoryThatWritesToTheConsole_HasItsLinesInCoutOnce()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(new AtOnce()));
        var run = await Logged(folder, factory, run =>
        {
            run.Log.LogWarning("watch {What}", "out");
            Console.WriteLine("printed");
        });
        Assert.Equal(1, run.Text("cout.txt").Split("watch out").Length - 1);
        Assert.Contains("WARNING - test - watch out\nprinted\n", run.Text("cout.txt"));
        Assert.Contains("at once: watch out\nprinted\n", console.Out.ToString());
    }

    [Fact]
    public async Task LinesFilteredByTheFactory_AreNotInCout()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(new AtOnce()).SetMinimumLevel(LogLevel.Error));
        var run = await Logged(folder, factory, run =>
        {
            run.Log.LogWarning("not this");
            run.Log.LogError(new InvalidOperationException("why"), "but this");
            Assert.False(run.Log.IsEnabled(LogLevel.Warning));
        });
        Assert.Equal("ERROR - test - but this\nSystem.InvalidOperationException: why\n", run.Text("cout.txt"));
    }

    [Fact]
    public async Task FactoryThatFails_HasItsLineInCout()
    {
        using var folder = TempFolder.ForCaller();
        using var console = new TestConsole();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(new AtOnce { Fails = true }));
        var run = await Logged(folder, factory, run => Assert.Throws<AggregateException>(() => run.Log.LogWarning("kept")));
        Assert.Contains("WARNING - test - kept\n", run.Text("cout.txt"));
    }

    /// <summary>A logger that writes on the calling thread, as many do.</summary>
    private sealed class AtOnce : ILoggerProvider, ILogger
    {
        public bool Fails { get; init; }

        public ILogger CreateLogger(string categoryName) => this;

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
            if (Fails)
                throw new IOException("The sink is broken.");
            Console.WriteLine("at once: " + formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
