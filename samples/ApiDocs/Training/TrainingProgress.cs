using System.Globalization;
using Gen;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace ApiDocsSample.Training;

/// <summary>
/// Shows how far the training is: a live bar with epoch, batch, loss and remaining time on a terminal, plain log lines elsewhere. The bar goes
/// past the run's captured output, which keeps the log lines only.
/// </summary>
public sealed class TrainingProgress : IDisposable
{
    // Reading the loss waits for the device: ten times a second is enough for a person.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly Run _run;
    private readonly int _epochs;
    private readonly int _batches;
    private readonly ProgressTask? _bar;
    private readonly TaskCompletionSource _finished = new();
    private readonly Task? _display;
    private DateTime _shown = DateTime.MinValue;
    private int _epoch;
    private int _batch;

    private TrainingProgress(Run run, int epochs, int batches)
    {
        (_run, _epochs, _batches) = (run, epochs, batches);
        if (!run.Options.Progress || Console.IsErrorRedirected)
            return;
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
                started.SetResult(context.AddTask("starting", maxValue: (double)epochs * batches));
                return _finished.Task;
            });
        _bar = started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Begins to show the progress of a training.</summary>
    public static TrainingProgress Start(Run run, int epochs, int batches) => new(run, epochs, batches);

    /// <summary>An epoch begins, the first one being 1.</summary>
    public void BeginEpoch(int epoch) => (_epoch, _batch) = (epoch, 0);

    /// <summary>A step is done.</summary>
    public void EndBatch(RunningScore sums)
    {
        _batch++;
        if (_bar is null || (DateTime.UtcNow - _shown < s_interval && _batch < _batches))
            return;
        _shown = DateTime.UtcNow;
        _bar.Description = string.Create(CultureInfo.InvariantCulture, $"epoch {_epoch}/{_epochs}  batch {_batch}/{_batches}  loss {sums.Read().Loss:F4}");
        _bar.Value = ((double)(_epoch - 1) * _batches) + _batch;
    }

    /// <summary>An epoch is over.</summary>
    public void EndEpoch(int epoch, Score train, Score validation) =>
        _run.Log.LogInformation("epoch {Epoch}/{Epochs}: loss {Loss:F4}, accuracy {Accuracy:F4}, val_loss {ValLoss:F4}, val_accuracy {ValAccuracy:F4}",
            epoch, _epochs, train.Loss, train.Accuracy, validation.Loss, validation.Accuracy);

    /// <inheritdoc/>
    public void Dispose()
    {
        _finished.TrySetResult();
        _display?.GetAwaiter().GetResult();
    }
}
