using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>What a <see cref="TensorBoard"/> writes of one training.</summary>
/// <param name="options">What to write.</param>
/// <param name="context">The training.</param>
/// <param name="folders">Where to.</param>
/// <param name="filters">Folders for some of the values.</param>
internal sealed class TensorBoardSession(TensorBoard options, TrainingContext context, EventFolders folders, IReadOnlyList<FilteredFolder> filters) : IDisposable
{
    private readonly EventPlaces _places = new(options.OneFolder, context.Metrics);
    private BatchCurves? _batches;
    private ActivationHistograms? _activations;
    private GraphTrace? _graph;
    private long _firstEpoch;
    private bool _graphIsDue = options.Graph;
    private bool _activationsAreWhole;

    /// <summary>The files are there.</summary>
    public bool IsOpen => _batches is not null;

    /// <summary>The writer of what is neither training's nor validation's.</summary>
    public SummaryWriter Own
    {
        get
        {
            folders.Open(EventPlaces.Own, _firstEpoch);
            return folders[EventPlaces.Own];
        }
    }

    /// <summary>Training steps since the first epoch, those of earlier trainings counted where this one goes on with them; null before the first epoch.</summary>
    public long? LastStep => _batches?.LastStep;

    /// <summary>How many points were written to curves.</summary>
    public long Points => folders.Points;

    private long Epoch => context.Epoch + 1;

    private bool HistogramsAreDue => options.HistogramEvery > 0 && Epoch % options.HistogramEvery == 0;

    public bool IsOf(TrainingContext other) => ReferenceEquals(context, other);

    /// <summary>Makes the files, before the first batch.</summary>
    /// <param name="stepsBefore">Steps of earlier trainings.</param>
    /// <param name="isContinued">Files of earlier trainings are this callback's.</param>
    public void Open(long stepsBefore, bool isContinued)
    {
        _firstEpoch = Epoch;
        List<string> names = options.OneFolder ? [EventPlaces.Own] : context.Fit.HasValidation ? [EventPlaces.Train, EventPlaces.Validation] : [EventPlaces.Train];
        var others = false;
        foreach (var name in names.Concat(filters.Select(f => f.Folder)))
            others |= folders.Open(name, _firstEpoch);
        _batches = new BatchCurves(folders, Math.Max(1, options.BatchEvery), stepsBefore);
        if (options.BatchEvery > 0)
            folders.Open(EventPlaces.Batches, stepsBefore + context.Step + 1);
        if (others && !isContinued && _firstEpoch == 1)
            TrainingLog.Warn(context, $"TensorBoard will hide what earlier trainings wrote to '{folders.Root}': {{date}} or {{id}} in the folder's name keeps them apart");
    }

    public void BatchBegin()
    {
        if (options.BatchEvery > 0)
            _batches!.Begin(context);
        if (_graphIsDue)
            _graph ??= new GraphTrace(context.Model, context.Batch.Input);
    }

    public void BatchEnd()
    {
        if (_graph is not null)
        {
            Own.AddGraph(_graph.Nodes());
            _graph.Dispose();
            (_graph, _graphIsDue) = (null, false);
        }

        if (options.BatchEvery > 0)
            _batches!.End(context, options.BatchMetrics);
        else
            _batches!.Pass(context);
    }

    public void ValidationBegin()
    {
        DropActivations();
        if (HistogramsAreDue)
            _activations = new ActivationHistograms(context.Model);
    }

    public void ValidationEnd()
    {
        _activations?.End();
        _activationsAreWhole = true;
    }

    public void EpochEnd()
    {
        WriteSteps();
        WriteValues();
        if (HistogramsAreDue)
            ModelHistograms.Write(context.Model, folders, _places, Epoch);
        if (_activations is not null && _activationsAreWhole)
            ModelHistograms.Write(_activations, folders, _places, Epoch);
        DropActivations();
        if (options.WeightImages && (HistogramsAreDue || options.HistogramEvery == 0))
            ModelHistograms.WriteImages(context.Model, folders, _places, Epoch);
    }

    /// <summary>Reads and writes the losses of steps that wait on the device.</summary>
    public void WriteSteps() => _batches?.Write();

    /// <summary>What to tell of a training that ended.</summary>
    public IEnumerable<string> Complaints()
    {
        if (Points == 0)
            yield return $"TensorBoard wrote no point to '{folders.Root}': no epoch was trained";
        foreach (var complaint in filters.Select(f => f.Complaint()).OfType<string>())
            yield return complaint;
    }

    public void Dispose()
    {
        _batches?.Dispose();
        _graph?.Dispose();
        DropActivations();
        folders.Dispose();
    }

    private void WriteValues()
    {
        foreach (var point in LogPoints.Read(context.Logs, options.ClassNames))
        {
            folders.AddScalar(_places.Of(point.LogKey, point.Name), point.Value, Epoch);
            foreach (var filter in filters)
            {
                if (filter.Takes(point.Name))
                    folders.AddScalar(new EventPlace(filter.Folder, point.Name), point.Value, Epoch);
            }
        }

        foreach (var (key, value) in context.Logs.Metrics)
        {
            if (value.Shape == MetricShape.Vector)
                folders.AddHistogram(_places.Of(key, $"{key}/overall"), HistogramSummary.FromValues(value.Numbers.Span), Epoch);
        }
    }

    private void DropActivations()
    {
        _activations?.Dispose();
        (_activations, _activationsAreWhole) = (null, false);
    }
}
