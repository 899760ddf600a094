using Gen.TensorBoard;
using Gen.Training.Charts;

namespace Gen.Training;

/// <content>Writes the values at the end of epochs and evaluations.</content>
public sealed partial class TensorBoard
{
    private EventFolders? _evaluationFolders;
    private EventRoutes? _evaluationRoutes;
    private bool _hasWarnedOfEvaluations;
    private int _evaluations;

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_session is not { } session)
            return;
        session.WriteSteps();
        var epoch = context.Epoch + 1;
        session.EpochPoints += Write(context.Logs, session.Routes, (key, name) => Route(context, key, name), epoch);
        session.Histograms.Write(session.Routes, epoch);
        session.Embeddings.Write(() => session.Own, epoch);
    }

    /// <inheritdoc/>
    public override void OnTestBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.IsValidating)
        {
            _evaluations++;
            return;
        }

        if (context.IsWithinEpoch)
            return;
        _session?.Histograms.BeginValidation();
        _session?.Embeddings.BeginValidation();
    }

    /// <inheritdoc/>
    public override void OnTestBatchEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context is { IsValidating: true, IsWithinEpoch: false })
            _session?.Embeddings.EndBatch();
    }

    /// <inheritdoc/>
    public override void OnTestEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.IsValidating)
        {
            WriteEvaluation(context);
            return;
        }

        if (context.IsWithinEpoch)
        {
            _session?.WriteValidation(context.Logs);
            return;
        }

        _session?.Histograms.EndValidation();
        _session?.Embeddings.EndValidation();
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
            WriteChart([new(session.Own, name), .. session.Routes.FindFiltered(name)], context.Epoch + 1);
        else if (OpenEvaluation(context) is { } routes)
            WriteChart(routes.Find(name, EventFolders.Evaluation, name), _evaluations);

        void WriteChart(IEnumerable<EventTarget> targets, long step)
        {
            var png = chart.ToPng();
            foreach (var (folder, tag) in targets)
                folder.Write(writer => writer.AddImage(tag, png, step));
        }
    }

    /// <summary>Writes the scalars, and the histograms of vectors.</summary>
    /// <returns>The number of scalars.</returns>
    private int Write(LogValues logs, EventRoutes routes, Func<string, string, (string Folder, string Tag)> standard, long step)
    {
        var points = 0;
        foreach (var point in LogPoints.Read(logs, ClassNames))
        {
            var (folder, tag) = standard(point.LogKey, point.Name);
            foreach (var target in routes.Find(point.Name, folder, tag))
            {
                target.Folder.AddScalar(target.Tag, point.Value, step);
                points++;
            }
        }

        foreach (var (key, value) in logs.Metrics.Where(m => m.Value.Shape == MetricShape.Vector))
        {
            var name = $"{key}/overall";
            var (folder, tag) = standard(key, name);
            foreach (var target in routes.Find(name, folder, tag))
                target.Folder.Write(
                    writer => writer.AddHistogram(target.Tag, HistogramSummary.FromValues(value.Numbers.Span), step));
        }

        return points;
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
        if (OpenEvaluation(context) is not { } routes)
            return;
        Write(context.Logs, routes, static (_, name) => (EventFolders.Evaluation, name), _evaluations);
        if (_hasWarnedOfEvaluations)
            return;
        foreach (var warning in routes.Filters.Select(filter => filter.Warning()).OfType<string>())
        {
            TrainingLog.Warn(context, warning);
            _hasWarnedOfEvaluations = true;
        }
    }

    // One open file for all evaluations: TensorBoard ignores points of a first file that a second one has too.
    private EventRoutes? OpenEvaluation(TrainingContext context)
    {
        if (Root(context) is not { } root)
            return null;
        if (_evaluationFolders?.Root != root)
        {
            _evaluationFolders?.Dispose();
            _evaluationFolders = new EventFolders(root, Time, _output, context);
            _evaluationRoutes = new(_evaluationFolders, CreateFilters(context, root, evaluations: true), StandardFolders);
        }

        if (StandardFolders)
            _evaluationFolders.Open(EventFolders.Evaluation, _evaluations);
        foreach (var filter in _evaluationRoutes!.Filters)
            _evaluationFolders.Open(filter.Path, _evaluations);
        return _evaluationRoutes;
    }
}
