using System.Globalization;
using Gen.IO;
using Spectre.Console;

namespace Gen.Training;

/// <summary>
/// Shows the progress of training: a log line per epoch, and on a terminal a bar for the current epoch with the loss of the last batch.
/// Without a bar, the device is not read within an epoch. In a notebook with Gen.Interactive, the progress is one output of the cell, which
/// is updated.
/// </summary>
public sealed class ProgressBar : Callback
{
    // Reading the loss waits for the device: ten times a second is enough for a person.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    // Each update is sent to the notebook.
    private static readonly TimeSpan s_displayInterval = TimeSpan.FromSeconds(1);

    private readonly Func<TextWriter?> _terminal;
    private IProgressDisplay? _display;
    private EpochBar? _bar;
    private DateTime _shown;

    /// <summary>Initializes a progress bar on standard error.</summary>
    public ProgressBar()
        : this(static () => Console.IsErrorRedirected ? null : new StreamWriter(Console.OpenStandardError()) { AutoFlush = true })
    {
    }

    /// <summary>Initializes a progress bar on a terminal; null for none.</summary>
    internal ProgressBar(Func<TextWriter?> terminal) => _terminal = terminal;

    /// <summary>Creates the display of a training that begins, or null for the terminal. The default value is null: always the
    /// terminal.</summary>
    internal static Func<IProgressDisplay?>? CreateDisplay { get; set; }

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _display = context.Run?.Options.Progress != false ? CreateDisplay?.Invoke() : null;
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_display is null && context.Run?.Options.Progress != false && _terminal() is { } terminal)
            _bar = new EpochBar(terminal, context.Fit.BatchesPerEpoch);
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var done = context.Batch.Index + 1;
        if (_display is not null && context.Fit.BatchesPerEpoch is { } batches && DateTime.UtcNow - _shown >= s_displayInterval)
        {
            _shown = DateTime.UtcNow;
            Display(context, context.Epoch + (double)done / batches);
        }

        if (_bar is null || (DateTime.UtcNow - _shown < s_interval && done != context.Fit.BatchesPerEpoch))
            return;
        _shown = DateTime.UtcNow;
        var of = context.Fit.BatchesPerEpoch is { } steps ? $"/{steps}" : "";
        _bar.Show(
            done,
            FormattableString.Invariant(
                $"{Epoch(context)}  batch {done}{of}  loss {context.Batch.LossValue:F4}"
            )
        );
    }

    /// <inheritdoc/>
    public override void OnTestBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsValidating)
            _bar?.Show(null, $"{Epoch(context)}  validating");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        if (_display is not null)
        {
            Display(context, context.Epoch + 1);
            return;
        }

        // Removed first: a log line would overwrite the bar.
        Clear();
        var values = context.Logs.Scalars.Select(l =>
            $"{l.Key} {l.Value.ToString(l.Key == LogKeys.LearningRate ? "G4" : "F4", CultureInfo.InvariantCulture)}"
        );
        TrainingLog.Info(
            context,
            FormattableString.Invariant($"{Epoch(context)}: {string.Join(", ", values)}")
        );
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Clear();
        if (context.StopReason is not { } reason)
            return;
        if (_display is not null)
            Display(context, context.Epoch + 1, $"Training ended after epoch {context.Epoch + 1}: {reason}");
        else
            TrainingLog.Info(
                context,
                FormattableString.Invariant($"Training ended after epoch {context.Epoch + 1} of {context.Fit.Epochs}: {reason}")
            );
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Clear();

    private static string Epoch(TrainingContext context)
    {
        var trainer = context.TrainerName is { } name ? name + " " : "";
        return FormattableString.Invariant($"{trainer}epoch {context.Epoch + 1}/{context.Fit.Epochs}");
    }

    private void Display(TrainingContext context, double epochsDone, string? end = null) =>
        _display!.Update(new(context.TrainerName, epochsDone, context.Fit.Epochs, context.Logs, end));

    private void Clear()
    {
        _bar?.Dispose();
        _bar = null;
    }
}

/// <summary>
/// A progress bar on a terminal, with the remaining time; disposing removes it. It is not part of the captured output of the run.
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
        _terminal = new TerminalWriter(terminal);
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(_terminal),
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

        // If the display fails to start, its exception is thrown here instead of waiting forever.
        if (Task.WaitAny(started.Task, _display) == 1)
            _display.GetAwaiter().GetResult();
        _bar = started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Updates the bar.</summary>
    /// <param name="done">The number of steps done; null for no change.</param>
    /// <param name="text">The text before the bar, without markup.</param>
    public void Show(int? done, string text)
    {
        _bar.Description = Markup.Escape(text);
        if (done is { } value && !_bar.IsIndeterminate)
            _bar.Value = value;
    }

    /// <summary>Removes the bar, and waits until the terminal is cleared.</summary>
    public void Dispose()
    {
        _finished.TrySetResult();
        _display.GetAwaiter().GetResult();
        _terminal.Dispose();
    }
}
