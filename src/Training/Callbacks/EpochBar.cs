using Spectre.Console;

namespace Gen.Training;

/// <summary>
/// A live bar on a terminal, with the remaining time, that is removed when it ends. It bypasses the captured output of the run.
/// </summary>
internal sealed class EpochBar : IDisposable
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextWriter _terminal;
    private readonly Task _display;
    private readonly ProgressTask _bar;

    /// <summary>Shows an empty bar.</summary>
    /// <param name="terminal">The terminal; closed at the end.</param>
    /// <param name="steps">The number of steps of a full bar; null if it is not known.</param>
    public EpochBar(TextWriter terminal, int? steps)
    {
        _terminal = terminal;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(terminal),
        });
        var started = new TaskCompletionSource<ProgressTask>(TaskCreationOptions.RunContinuationsAsynchronously);
        _display = console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context =>
            {
                var task = context.AddTask("starting", maxValue: steps ?? 1);
                task.IsIndeterminate = steps is null;
                started.SetResult(task);
                return _finished.Task;
            });

        // A display that cannot begin never says that it began.
        if (Task.WaitAny(started.Task, _display) == 1)
            _display.GetAwaiter().GetResult();
        _bar = started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Moves the bar.</summary>
    /// <param name="done">The number of steps done; null for no change.</param>
    /// <param name="text">The text before the bar, without markup.</param>
    public void Show(int? done, string text)
    {
        _bar.Description = Markup.Escape(text);
        if (done is { } value && !_bar.IsIndeterminate)
            _bar.Value = value;
    }

    /// <summary>Removes the bar, and returns when the terminal is clear.</summary>
    public void Dispose()
    {
        _finished.TrySetResult();
        _display.GetAwaiter().GetResult();
        _terminal.Dispose();
    }
}
