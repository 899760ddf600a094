using Gen.TensorBoard;
using Gen.Training.Metrics;

namespace Gen.Training;

/// <summary>Writes one training of a <see cref="TensorBoard"/>: determines the folder and the tag of each value.</summary>
/// <param name="options">The callback.</param>
/// <param name="context">The training.</param>
/// <param name="folders">The event files.</param>
/// <param name="filters">The folders for some of the values.</param>
internal sealed class TensorBoardSession(
    TensorBoard options,
    TrainingContext context,
    EventFolders folders,
    IReadOnlyList<FilteredFolder> filters
) : IDisposable
{
    // The name of a metric may start with val_, too: only a key that is also logged without the prefix is a validation value.
    private readonly HashSet<string> _trainKeys = [LogKeys.Loss, .. context.Metrics.Select(m => m.Name)];
    private BatchScalars? _batches;
    private ActivationHistograms? _activations;
    private GraphTrace? _graph;
    private long _firstEpoch;
    private long _points;
    private bool _isGraphPending = options.Graph;
    private bool _areActivationsComplete;

    /// <summary>Whether the event files are open.</summary>
    public bool IsOpen => _batches is not null;

    /// <summary>The writer of data that are neither of training nor of validation.</summary>
    public SummaryWriter Own
    {
        get
        {
            folders.Open(EventFolders.Own, _firstEpoch);
            return folders[EventFolders.Own];
        }
    }

    /// <summary>The number of training steps, including those of the trainings that this one continues; null before the first
    /// epoch.</summary>
    public long? LastStep => _batches?.LastStep;

    /// <summary>The number of scalars that were written.</summary>
    public long Points => _points + (_batches?.Points ?? 0);

    private long Epoch => context.Epoch + 1;

    private bool AreHistogramsDue => options.HistogramEveryNEpochs > 0 && Epoch % options.HistogramEveryNEpochs == 0;

    private SummaryWriter TrainWriter => folders[options.OneFolder ? EventFolders.Own : EventFolders.Train];

    private SummaryWriter ValidationWriter => folders[options.OneFolder ? EventFolders.Own : EventFolders.Validation];

    public bool IsOf(TrainingContext other) => ReferenceEquals(context, other);

    /// <summary>Creates the event files, before the first batch.</summary>
    /// <param name="stepsBefore">The number of steps of earlier trainings.</param>
    /// <param name="isContinued">Whether existing event files are of this callback.</param>
    public void Open(long stepsBefore, bool isContinued)
    {
        _firstEpoch = Epoch;
        List<string> names = options.OneFolder ? [EventFolders.Own]
            : context.Fit.HasValidation ? [EventFolders.Train, EventFolders.Validation]
            : [EventFolders.Train];
        var hasOthers = false;
        foreach (var name in names.Concat(filters.Select(filter => filter.Folder)))
            hasOthers |= folders.Open(name, _firstEpoch);
        if (options.BatchEveryNSteps > 0)
            folders.Open(EventFolders.Batches, stepsBefore + context.Step + 1);
        _batches = new BatchScalars(folders, Math.Max(1, options.BatchEveryNSteps), stepsBefore);
        if (hasOthers && !isContinued && _firstEpoch == 1)
        {
            TrainingLog.Warn(
                context,
                $"TensorBoard will hide the values of earlier trainings in '{folders.Root}'. Use {{date}} or {{id}} in the folder name to "
                + $"keep both."
            );
        }
    }

    public void BatchBegin()
    {
        if (options.BatchEveryNSteps > 0)
            _batches!.Begin(context);
        if (_isGraphPending)
            _graph ??= new GraphTrace(context.Model, context.Batch.Input);
    }

    public void BatchEnd()
    {
        if (_graph is not null)
        {
            Own.AddGraph(_graph.CreateNodes());
            _graph.Dispose();
            (_graph, _isGraphPending) = (null, false);
        }

        if (options.BatchEveryNSteps > 0)
            _batches!.End(context, options.BatchMetrics);
        else
            _batches!.CountStep(context);
    }

    public void ValidationBegin()
    {
        DropActivations();
        if (AreHistogramsDue)
            _activations = new ActivationHistograms(context.Model);
    }

    public void ValidationEnd()
    {
        _activations?.Stop();
        _areActivationsComplete = true;
    }

    public void EpochEnd()
    {
        WriteSteps();
        foreach (var point in LogPoints.Read(context.Logs, options.ClassNames))
            WriteScalar(point);
        foreach (var (key, value) in context.Logs.Metrics)
        {
            if (value.Shape == MetricShape.Vector && Route(key, $"{key}/overall") is var (writer, tag))
                writer.AddHistogram(tag, HistogramSummary.FromValues(value.Numbers.Span), Epoch);
        }

        if (AreHistogramsDue)
            ModelHistograms.Write(context.Model, TrainWriter, Epoch);
        if (_activations is not null && _areActivationsComplete)
            _activations.Write(ValidationWriter, Epoch);
        DropActivations();
        if (options.WeightImages && (AreHistogramsDue || options.HistogramEveryNEpochs == 0))
            ModelHistograms.WriteImages(context.Model, TrainWriter, Epoch);
    }

    /// <summary>Reads the losses of steps that are still on the device, and writes them.</summary>
    public void WriteSteps() => _batches?.Write();

    /// <summary>Returns the warnings at the end of training.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Points == 0)
            yield return $"TensorBoard wrote no scalars to '{folders.Root}', because no epoch was completed.";
        foreach (var warning in filters.Select(filter => filter.Warning()).OfType<string>())
            yield return warning;
    }

    public void Dispose()
    {
        _batches?.Dispose();
        _graph?.Dispose();
        DropActivations();
        folders.Dispose();
    }

    private void WriteScalar(LogPoint point)
    {
        var (writer, tag) = Route(point.LogKey, point.Name);
        writer.AddScalar(tag, point.Value, Epoch);
        _points++;
        foreach (var filter in filters.Where(filter => filter.Matches(point.Name)))
        {
            folders[filter.Folder].AddScalar(point.Name, point.Value, Epoch);
            _points++;
        }
    }

    // Two folders with the same tags, or one folder with prefixed tags.
    private (SummaryWriter Writer, string Tag) Route(string logKey, string name)
    {
        var prefix = LogKeys.Validation;
        var isValidation = logKey.StartsWith(prefix, StringComparison.Ordinal) && _trainKeys.Contains(logKey[prefix.Length..]);
        var tag = isValidation ? name[prefix.Length..] : name;
        if (options.OneFolder)
            tag = isValidation ? $"val/{tag}" : logKey == LogKeys.LearningRate ? tag : $"train/{tag}";
        return (isValidation ? ValidationWriter : TrainWriter, tag);
    }

    private void DropActivations()
    {
        _activations?.Dispose();
        (_activations, _areActivationsComplete) = (null, false);
    }
}
