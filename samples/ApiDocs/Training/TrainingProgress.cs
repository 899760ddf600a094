using Gen;
using Microsoft.Extensions.Logging;

namespace ApiDocsSample.Training;

/// <summary>Shows how far the training is: on a terminal a live bar for the epoch that it is in, and everywhere a log line per finished epoch.</summary>
public sealed class TrainingProgress(Run run, int epochs, int batches) : IDisposable
{
    // Reading the loss waits for the device: ten times a second is enough for a person.
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(100);

    private readonly bool _live = run.Options.Progress && !Console.IsErrorRedirected;
    private EpochBar? _bar;
    private DateTime _shown;
    private int _epoch;
    private int _batch;

    /// <summary>An epoch begins, the first one being 1.</summary>
    public void BeginEpoch(int epoch)
    {
        (_epoch, _batch) = (epoch, 0);
        _bar = _live ? new EpochBar(batches) : null;
    }

    /// <summary>A step is done.</summary>
    public void EndBatch(ApiDocs.MetricSet metrics)
    {
        _batch++;
        if (_bar is null || (DateTime.UtcNow - _shown < s_interval && _batch < batches))
            return;
        _shown = DateTime.UtcNow;
        _bar.Show(_batch, FormattableString.Invariant($"epoch {_epoch}/{epochs}  batch {_batch}/{batches}  loss {metrics.Compute().CrossEntropy:F4}"));
    }

    /// <summary>An epoch is over. The bar goes first: a log line would tear it.</summary>
    public void EndEpoch(int epoch, ApiDocs.MetricSet.Values train, ApiDocs.MetricSet.Values validation)
    {
        Dispose();
        run.Log.LogInformation("epoch {Epoch}/{Epochs}: loss {Loss:F4}, accuracy {Accuracy:F4}, val_loss {ValLoss:F4}, val_accuracy {ValAccuracy:F4}",
            epoch, epochs, train.CrossEntropy, train.Accuracy, validation.CrossEntropy, validation.Accuracy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _bar?.Dispose();
        _bar = null;
    }
}
