namespace Gen.Training;

/// <summary>The event files of one training of a <see cref="TensorBoard"/>, and the values that are not written yet.</summary>
/// <param name="options">The callback.</param>
/// <param name="context">The training.</param>
/// <param name="folders">The event files.</param>
/// <param name="filters">The folders for some of the values.</param>
internal sealed class TensorBoardSession(
    TensorBoard options, TrainingContext context, EventFolders folders, IReadOnlyList<FilteredFolder> filters) : IDisposable
{
    private BatchScalars? _batches;
    private long _stepsBefore;
    private GraphTrace? _graph;
    private long _firstEpoch;
    private bool _isGraphPending = options.Graph;

    /// <summary>The places of the values of epochs.</summary>
    public EventRoutes Routes { get; } = new(folders, filters, options.StandardFolders);

    /// <summary>The histograms of an epoch.</summary>
    public EpochHistograms Histograms { get; } = new(options, context);

    /// <summary>The embeddings of an epoch.</summary>
    public EpochEmbeddings Embeddings { get; } = new(options, context);

    /// <summary>Whether the event files are open.</summary>
    public bool IsOpen => _batches is not null;

    /// <summary>The folder of data that are neither of training nor of validation.</summary>
    public EventFolder Own
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

    /// <summary>The number of scalars of epochs that were written.</summary>
    public long EpochPoints { get; set; }

    /// <summary>The number of scalars that were written.</summary>
    public long Points => EpochPoints + (_batches?.Points ?? 0);

    public bool IsOf(TrainingContext other) => ReferenceEquals(context, other);

    /// <summary>Creates the event files, before the first batch.</summary>
    /// <param name="stepsBefore">The number of steps of earlier trainings.</param>
    /// <param name="isContinued">Whether existing event files are of this callback. They have the graph, of which a run has one.</param>
    public void Open(long stepsBefore, bool isContinued)
    {
        _isGraphPending &= !isContinued;
        (_firstEpoch, _stepsBefore) = (context.Epoch + 1, stepsBefore);
        List<string> names = !options.StandardFolders ? []
            : options.OneFolder ? [EventFolders.Own]
            : context.Fit.HasValidation ? [EventFolders.Train, EventFolders.Validation]
            : [EventFolders.Train];
        var hasOthers = false;
        foreach (var name in names.Concat(filters.Select(filter => filter.Path)))
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
        if (_isGraphPending && (context.Batch.Index == 0 || _batches!.LastStep == _stepsBefore))
            _graph ??= new GraphTrace(context.Model, context.Batch.Input);
    }

    public void BatchEnd()
    {
        if (_graph is not null)
        {
            var nodes = _graph.CreateNodes();
            _isGraphPending = !Own.Write(writer => writer.AddGraph(nodes));
            _graph.Dispose();
            _graph = null;
        }

        if (options.BatchEveryNSteps > 0)
            _batches!.End(context, options.BatchMetrics);
        else
            _batches!.CountStep(context);
    }

    /// <summary>Reads the losses of steps that are still on the device, and writes them.</summary>
    public void WriteSteps() => _batches?.Write();

    /// <summary>Writes the scalars of a validation within an epoch.</summary>
    public void WriteValidation(LogValues logs)
    {
        if (!options.StandardFolders)
            return;
        var step = _stepsBefore + context.Step;
        folders.Open(EventFolders.ValidationBatches, step);
        foreach (var (key, value) in logs.Scalars)
            folders[EventFolders.ValidationBatches].AddScalar($"batch/{key}", value, step);
    }

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
        Histograms.Dispose();
        Embeddings.Dispose();
        folders.Dispose();
    }
}
