using Gen.TensorBoard;
using Gen.Training.Charts;

namespace Gen.Training;

/// <content>Writes the values at the end of epochs and evaluations.</content>
public sealed partial class TensorBoard
{
    private EventFolders? _evaluationFolders;
    private int _evaluations;

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_session is not { } session)
            return;
        session.WriteSteps();
        var epoch = context.Epoch + 1;
        foreach (var point in LogPoints.Read(context.Logs, ClassNames))
        {
            var (folder, tag) = Route(context, point.LogKey, point.Name);
            session.Folders[folder].AddScalar(tag, point.Value, epoch);
            session.EpochPoints++;
            foreach (var filter in session.Filters.Where(filter => filter.Matches(point.Name)))
            {
                session.Folders[filter.Folder].AddScalar(point.Name, point.Value, epoch);
                session.EpochPoints++;
            }
        }

        foreach (var (key, value) in context.Logs.Metrics)
        {
            if (value.Shape == MetricShape.Vector && Route(context, key, $"{key}/overall") is var (folder, tag))
                session.Folders[folder].AddHistogram(tag, HistogramSummary.FromValues(value.Numbers.Span), epoch);
        }

        session.Histograms.Write(session.Folders, epoch);
    }

    /// <inheritdoc/>
    public override void OnTestBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsValidating)
            _session?.Histograms.BeginValidation();
        else
            _evaluations++;
    }

    /// <inheritdoc/>
    public override void OnTestEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsValidating)
            _session?.Histograms.EndValidation();
        else
            WriteEvaluation(context);
    }

    /// <summary>
    /// Writes a chart as an image of the epoch to the callback's own folder, or, for an evaluation, to <c>evaluation</c>. TensorBoard shows
    /// a sample of 10 images per tag unless it is started with <c>--samples_per_plugin images=1000</c>.
    /// </summary>
    /// <inheritdoc/>
    public void AddChart(TrainingContext context, string name, Chart chart)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(chart);
        if (_session is { IsOpen: true } session && session.IsOf(context))
            session.Own.AddImage(name, chart.ToPng(), context.Epoch + 1);
        else if (OpenEvaluation(context) is { } folders)
            folders[EventFolders.Evaluation].AddImage(name, chart.ToPng(), _evaluations);
    }

    // Two folders with the same tags, or one folder with prefixed tags.
    private (string Folder, string Tag) Route(TrainingContext context, string logKey, string name)
    {
        var isValidation = IsValidation(context, logKey);
        var tag = isValidation ? name[LogKeys.Validation.Length..] : name;
        if (!OneFolder)
            return (isValidation ? EventFolders.Validation : EventFolders.Train, tag);
        return (EventFolders.Own, isValidation ? $"val/{tag}" : logKey == LogKeys.LearningRate ? tag : $"train/{tag}");
    }

    // The name of a metric may start with val_, too: only a key that is also logged without the prefix is a validation value.
    private static bool IsValidation(TrainingContext context, string logKey)
    {
        if (!logKey.StartsWith(LogKeys.Validation, StringComparison.Ordinal))
            return false;
        var key = logKey[LogKeys.Validation.Length..];
        return key == LogKeys.Loss || context.Metrics.Any(metric => metric.Name == key);
    }

    // Evaluations are not epochs: their steps are 1, 2, 3, …
    private void WriteEvaluation(TrainingContext context)
    {
        var folders = OpenEvaluation(context);
        foreach (var point in LogPoints.Read(context.Logs, ClassNames))
            folders?[EventFolders.Evaluation].AddScalar(point.Name, point.Value, _evaluations);
    }

    // One open file for all evaluations: TensorBoard ignores points of a first file that a second one has too.
    private EventFolders? OpenEvaluation(TrainingContext context)
    {
        if (Root(context) is not { } root)
            return null;
        if (_evaluationFolders?.Root != root)
        {
            _evaluationFolders?.Dispose();
            _evaluationFolders = new EventFolders(root, Time);
        }

        _evaluationFolders.Open(EventFolders.Evaluation, _evaluations);
        return _evaluationFolders;
    }
}
