using Spectre.Console;

namespace Gen.Training;

/// <summary>
/// A live bar on a terminal, with the time that remains; it leaves nothing behind when it ends. It writes past the run's captured output,
/// which need not keep hundreds of pictures of it.
/// </summary>
internal sealed class EpochBar : IDisposable
{
    private readonly TaskCompletionSource _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TextWriter _terminal;
    private readonly Task _display;
    private readonly ProgressTask _bar;

    /// <summary>Shows an empty bar.</summary>
    /// <param name="terminal">Where; closed at the end.</param>
    /// <param name="steps">What it takes to be full; null if that is not known: the bar then only moves.</param>
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

    /// <summary>Moves it.</summary>
    /// <param name="done">Steps done; null: as before.</param>
    /// <param name="text">What stands before it; brackets in it are only brackets.</param>
    public void Show(int? done, string text)
    {
        _bar.Description = Markup.Escape(text);
        if (done is { } value && !_bar.IsIndeterminate)
            _bar.Value = value;
    }

    /// <summary>Takes the bar away; returns when the terminal is clear.</summary>
    public void Dispose()
    {
        _finished.TrySetResult();
        _display.GetAwaiter().GetResult();
        _terminal.Dispose();
    }
}
