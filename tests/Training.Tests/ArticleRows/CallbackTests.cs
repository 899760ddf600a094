using Xunit;

namespace Gen.Training.Tests.ArticleRows;

/// <content>Callbacks for any experiment: what they are told of batches and epochs.</content>
public sealed partial class ArticleRowTests
{
    [Fact]
    public void Row1l_LoggerCallback_LogsEachValueOfBatchesAndEpochs()
    {
        var run = Run.Detached();
        TextRuns.Small.Fit(new NamedLogger(run), new NamedLogger(run));
        var batches = run.GetScalars("batch_categorical_accuracy");
        Assert.Equal(2 * 2 * 3, batches.Count);
        Assert.All(batches, v => Assert.InRange(v.Value, 0, 1));
        Assert.Equal(2 * 2 * 3, run.GetScalars("batch_loss").Count);
        Assert.Equal(2 * 2, run.GetScalars("epoch_val_loss").Count);
    }

    [Fact]
    public void Row3d_Logs_AreThoseOfTheHook()
    {
        var (batches, epochs) = (new List<double>(), new List<double>());
        var counts = new List<int>();
        FitInfo? fit = null;
        TextRuns.Small.Fit(new LambdaCallback
        {
            TrainBegin = c => fit = c.Fit,
            BatchEnd = c => batches.Add(c.BatchMetrics["categorical_accuracy"].Scalar),
            EpochBegin = c => counts.Add(c.Logs.Count),
            EpochEnd = c => epochs.Add(c.Logs["categorical_accuracy"]),
        });

        // All batches have 100 rows, so that the epoch's accuracy is the mean of theirs.
        Assert.Equal([batches[..3].Average(), batches[3..].Average()], epochs, Within(1e-12));
        Assert.Equal(0, counts[0]);
        Assert.Equal((2, 3, 100, 300L, true), (fit!.Epochs, fit.BatchesPerEpoch, fit.BatchSize, fit.Rows, fit.HasValidation));
        Assert.Contains("val_categorical_accuracy", fit.LoggedKeys);
    }

    private static Func<double, double, bool> Within(double tolerance) => (a, b) => Math.Abs(a - b) <= tolerance;

    /// <summary>The article's callback, which logs to a service: here, to a run.</summary>
    private sealed class NamedLogger(Run run) : Callback
    {
        public override void OnBatchEnd(TrainingContext context)
        {
            run.LogScalar("batch_loss", context.Batch.LossValue);
            foreach (var metric in context.BatchMetrics.Where(m => m.Shape == MetricShape.Scalar))
                run.LogScalar($"batch_{metric.Name}", metric.Scalar);
        }

        public override void OnEpochEnd(TrainingContext context)
        {
            foreach (var (name, value) in context.Logs)
                run.LogScalar($"epoch_{name}", value);
        }
    }
}
