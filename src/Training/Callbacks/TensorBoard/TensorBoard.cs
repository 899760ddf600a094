using Gen.TensorBoard;

namespace Gen.Training;

/// <summary>
/// Shows training in TensorBoard: writes event files that <c>tensorboard --logdir runs</c> draws while they grow. Each epoch's values are in the
/// folders <c>train</c> and <c>validation</c> under one tag: <c>loss</c>, <c>accuracy</c>, <c>precision/0</c>; steps of epochs count from 1. What a call
/// writes is with the operating system when the epoch ends.
/// </summary>
/// <remarks>
/// A training that goes on with an earlier one's epochs adds files, and one that begins again with the first epoch takes the place of what
/// was in the folders before: TensorBoard forgets points from the new files' first step on.
/// </remarks>
public sealed partial class TensorBoard : Callback
{
    private readonly FolderPattern? _pattern;
    private string? _root;
    private Run? _rootsRun;

    private TrainingContext? _context;
    private EventFolders? _folders;
    private EventPlaces? _places;
    private IReadOnlyList<FilteredFolder> _filters = [];
    private BatchCurves? _batches;
    private long _lastStep;
    private int _evaluations;

    /// <summary>A callback that writes into a folder.</summary>
    /// <param name="folder">
    /// The folder; null for that of the run. A relative one is in the current directory, where folders of several runs lie beside one another. It can
    /// have places for <c>{date}</c> (when the run began; <c>{date:yyyy-MM-dd}</c> with a format), <c>{id}</c>, <c>{name}</c> and <c>{seed}</c> of the run, and
    /// config entries: <c>logs/run_{date}-{learning_rate}</c>.
    /// </param>
    /// <exception cref="TrainingException">A brace is without its partner.</exception>
    public TensorBoard(string? folder = null) => _pattern = folder is null ? null : new FolderPattern(folder);

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Close();
        CheckOptions();
        _filters = FilteredFolder.Of(Filters);
        _folders = new EventFolders(Root(context), Time);
        _places = new EventPlaces(OneFolder, context.Metrics);
        _context = context;
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_batches is null)
            Open(context);
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context)
    {
        if (BatchEvery > 0)
            _batches!.Begin(context);
    }

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context)
    {
        if (BatchEvery > 0)
            _batches!.End(context, BatchMetrics);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _batches!.Write();
        var step = EpochStep(context);
        foreach (var point in LogPoints.Of(context.Logs, ClassNames))
        {
            _folders!.AddScalar(_places!.Of(point.LogKey, point.Name), point.Value, step);
            foreach (var filter in _filters)
            {
                if (filter.Takes(point.Name))
                    _folders.AddScalar(new EventPlace(filter.Folder, point.Name), point.Value, step);
            }
        }
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (root, points) = (_folders!.Root, _folders.Points);
        _batches?.Write();
        Close();
        if (points == 0)
            TrainingLog.Warn(context, $"TensorBoard wrote no point to '{root}': no epoch was trained");
        foreach (var complaint in _filters.Select(f => f.Complaint()).OfType<string>())
            TrainingLog.Warn(context, complaint);
    }

    /// <inheritdoc/>
    public override void OnTestEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.IsValidating)
            WriteEvaluation(context);
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception)
    {
        if (!ReferenceEquals(context, _context))
            return;
        try
        {
            // The steps up to the failure are those that tell of it.
            _batches?.Write();
        }
        catch (Exception)
        {
            // The failure that is told of comes first; a device that failed gives no losses.
        }

        Close();
    }

    private static long EpochStep(TrainingContext context) => context.Epoch + 1;

    private string Root(TrainingContext context)
    {
        // Trainings of one run, and all those outside any, go on in one folder, whatever the time.
        if (_root is not null && ReferenceEquals(_rootsRun, context.Run))
            return _root;
        var folder = _pattern?.Of(context.Run, Time.GetUtcNow()) ?? context.Run?.Directory
            ?? throw new TrainingException("TensorBoard has no folder to write to, since there is no run that is recorded: give it one, as in new TensorBoard(\"logs/{date}\")");
        (_root, _rootsRun) = (Path.GetFullPath(folder), context.Run);
        return _root;
    }

    private void Open(TrainingContext context)
    {
        var first = EpochStep(context);
        List<string> folders = OneFolder ? [EventPlaces.Own] : context.HasValidation ? [EventPlaces.Train, EventPlaces.Validation] : [EventPlaces.Train];
        var others = false;
        foreach (var folder in folders.Concat(_filters.Select(f => f.Folder)))
            others |= _folders!.Open(folder, first);

        // Epochs after the first go on with the steps of those before.
        var stepsBefore = context is { Epoch: > 0, Step: 0 } ? _lastStep : 0;
        _batches = new BatchCurves(_folders!, Math.Max(1, BatchEvery), stepsBefore);
        if (BatchEvery > 0)
            _folders!.Open(EventPlaces.Batches, stepsBefore + context.Step + 1);
        if (others && first == 1 && _lastStep == 0)
            TrainingLog.Warn(context, $"TensorBoard will hide what earlier trainings wrote to '{_root}': {{date}} or {{id}} in the folder's name keeps them apart");
    }

    // Evaluations have no place among the epochs: they are curves of their own, over 1, 2, 3 …
    private void WriteEvaluation(TrainingContext context)
    {
        using var folders = new EventFolders(Root(context), Time);
        folders.Open(EventPlaces.Evaluation, ++_evaluations);
        foreach (var point in LogPoints.Of(context.Logs, ClassNames))
            folders.AddScalar(new EventPlace(EventPlaces.Evaluation, point.Name), point.Value, _evaluations);
    }

    private void Close()
    {
        _lastStep = _batches?.LastStep ?? _lastStep;
        _batches?.Dispose();
        _folders?.Dispose();
        (_batches, _folders, _places, _context) = (null, null, null, null);
    }
}
