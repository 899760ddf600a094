using Gen.Training;
using Microsoft.Extensions.Logging;

namespace ApiDocsSample.Training;

/// <summary>Shows how far the training is: on a terminal a live bar for the epoch that it is in, and everywhere a log line per finished epoch.</summary>
public sealed class TrainingProgress : Callback, IDisposable
{
    // Reading the loss waits for the device: ten times a second is enough for a person.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private EpochBar? _bar;
    private DateTime _shown;

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        var isLive = context.Run is { Options.Progress: true } && !Console.IsErrorRedirected;
        _bar = isLive && context.Steps is { } steps ? new EpochBar(steps) : null;
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        if (_bar is null || DateTime.UtcNow - _shown < s_interval)
            return;
        _shown = DateTime.UtcNow;
        _bar.Show(context.Batch + 1, FormattableString.Invariant($"epoch {context.Epoch + 1}/{context.Epochs}  batch {context.Batch + 1}/{context.Steps}  loss {context.BatchLossValue:F4}"));
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        // The bar goes first: a log line would tear it.
        Dispose();
        var logs = new ApiDocs.Logs(context.Logs);
        context.Run?.Log.LogInformation("epoch {Epoch}/{Epochs}: loss {Loss:F4}, accuracy {Accuracy:F4}, val_loss {ValLoss:F4}, val_accuracy {ValAccuracy:F4}",
            context.Epoch + 1, context.Epochs, logs.Loss, logs.Accuracy, logs.ValLoss, logs.ValAccuracy);
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _bar?.Dispose();
        _bar = null;
    }
}
