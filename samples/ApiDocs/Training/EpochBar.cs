using Spectre.Console;

namespace ApiDocsSample.Training;

/// <summary>
/// A live bar on the terminal, with the time that remains; it leaves nothing behind when it ends. It writes past the run's captured output,
/// which need not keep hundreds of pictures of it.
/// </summary>
public sealed class EpochBar : IDisposable
{
    private readonly TaskCompletionSource _finished = new();
    private readonly Task _display;
    private readonly ProgressTask _bar;

    /// <summary>Shows an empty bar.</summary>
    /// <param name="batches">What it takes to be full.</param>
    public EpochBar(int batches)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true }),
        });
        var started = new TaskCompletionSource<ProgressTask>();
        _display = console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                started.SetResult(context.AddTask("starting", maxValue: batches));
                return _finished.Task;
            });
        _bar = started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Moves it.</summary>
    /// <param name="batch">Batches done.</param>
    /// <param name="text">What stands before it.</param>
    public void Show(int batch, string text) => (_bar.Value, _bar.Description) = (batch, text);

    /// <summary>Takes the bar away; returns when the terminal is clear.</summary>
    public void Dispose()
    {
        _finished.TrySetResult();
        _display.GetAwaiter().GetResult();
    }
}
