namespace Gen.Training;

/// <summary>
/// Writes event files for TensorBoard, which <c>tensorboard --logdir runs</c> shows during training. The values of each epoch are in the
/// folders <c>train</c> and <c>validation</c> with the same tag (<c>loss</c>, <c>accuracy</c>, <c>precision/0</c>); their steps are the
/// epochs, from 1. They are written to the file when the epoch ends.
/// </summary>
/// <remarks>
/// <para>A training that continues an earlier one adds files to its folders. One that starts with the first epoch again replaces earlier
/// values: TensorBoard ignores earlier points from the first step of the new files on.</para>
/// <para>If the run is not recorded, nothing is written unless a folder is given.</para>
/// </remarks>
public sealed partial class TensorBoard : Callback, IChartSink, IHasClassNames
{
    private readonly CallbackOutput _output = new(nameof(TensorBoard), "values");
    private readonly FolderTemplate? _template;
    private string? _root;
    private Run? _rootRun;
    private Run? _runWithHyperparameters;
    private TensorBoardSession? _session;
    private long _lastStep;
    private bool _isRestored;

    /// <summary>Creates the callback.</summary>
    /// <param name="folder">
    /// The folder. The default value is the run folder, or that of a trainer with a name. A relative path is in the current directory. It
    /// may contain the placeholders <c>{date}</c> (the start of the run; <c>{date:yyyy-MM-dd}</c> with a format), <c>{id}</c>,
    /// <c>{name}</c> and <c>{seed}</c> of the run, and config entries: <c>logs/run_{date}-{learning_rate}</c>.
    /// </param>
    /// <exception cref="TrainingException">A brace is unmatched.</exception>
    public TensorBoard(string? folder = null) => _template = folder is null ? null : new FolderTemplate(folder);

    internal override CallbackOutput? Output => _output;

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Close();
        _isRestored = false;
        CheckOptions(context);
        var root = Root(context);
        var filters = CreateFilters(context, root, evaluations: false);
        if (root is null)
            return;
        OutputPath.CheckFolder(this, root);
        _session = new TensorBoardSession(this, context, new EventFolders(root, Time, _output, context), filters);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_session is not { } session)
            return;
        if (!session.IsOpen)
            session.Open(context is { Epoch: > 0, Step: 0 } ? _lastStep : 0, _lastStep > 0 || context.Fit.IsRestoring);
        if (!Hyperparameters || context.Run is not { Config.Count: > 0 } run || ReferenceEquals(run, _runWithHyperparameters))
            return;
        var settings = run.Config.Select(c => KeyValuePair.Create(c.Key, (object?)c.Value));

        // The runs of a cross-validation share a row, with their mean.
        var group = run is { Trial: { } trial, Fold.Count: > 1 } ? $"sweep {trial.Sweep} trial {trial.Number}" : null;
        if (session.Own.Write(writer => writer.AddHyperparameters(settings, group, run.StartTime)))
            _runWithHyperparameters = run;
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context) => _session?.BatchBegin();

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context) => _session?.BatchEnd();

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_session is not { } session)
            return;
        session.WriteSteps();
        EndRun(context, context.CancellationToken.IsCancellationRequested ? RunStatus.Interrupted : RunStatus.Completed);
        Close();

        // A resumed training that was already complete has nothing to write.
        if (_isRestored && session.Points == 0)
            return;
        foreach (var warning in session.Warnings())
            TrainingLog.Warn(context, warning);
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);

        // Pending steps would be missing after a resume from this checkpoint.
        if (_session is { IsOpen: true } session)
            session.WriteSteps();
        state.Set("last_step", _session?.LastStep ?? _lastStep);
        state.Set("evaluations", _evaluations);
    }

    /// <inheritdoc/>
    public override void LoadState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _isRestored = true;
        (_lastStep, _evaluations) = (state.GetInt64("last_step"), (int)state.GetInt64("evaluations"));
    }

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception)
    {
        if (_session is not { } session || !session.IsOf(context))
            return;
        try
        {
            EndRun(context, RunStatus.Failed);

            // The steps before the failure help to find its cause.
            session.WriteSteps();
        }
        catch (Exception)
        {
            // The original exception is more important: losses cannot be read from a failed device.
        }

        Close();
    }

    // Null if the run is not recorded: then nothing is written.
    private string? Root(TrainingContext context)
    {
        // Trainings of one run, and all outside of any run, share a folder, whatever the time.
        if (_root is not null && ReferenceEquals(_rootRun, context.Run))
            return _root;
        var folder = _template is null ? OutputPath.TrainerFolder(context) : _template.Format(context.Run, Time.GetUtcNow());
        if (folder is null && context.Run is null)
            throw new TrainingException(
                "TensorBoard has no folder, because there is no run. Pass one, as in new TensorBoard(\"logs/{date}\")."
            );
        (_root, _rootRun) = (folder is null ? null : Path.GetFullPath(folder), context.Run);
        return _root;
    }

    /// <summary>Creates the folders of the filters for epochs, or of those for evaluations.</summary>
    private IReadOnlyList<FilteredFolder> CreateFilters(TrainingContext context, string? root, bool evaluations)
    {
        IEnumerable<string> reserved = StandardFolders ? [EventFolders.Train, EventFolders.Validation, EventFolders.Evaluation] : [];
        if (BatchEveryNSteps > 0)
            reserved = reserved.Append(EventFolders.Batches);

        // Epochs and evaluations have different steps, so that they cannot share a folder. All are checked together.
        var all = FilteredFolder.Create(Filters, root, context.Run, Time.GetUtcNow(), reserved);
        return [.. all.Where((_, i) => Filters[i].Evaluations == evaluations)];
    }

    private void EndRun(TrainingContext context, RunStatus status)
    {
        if (
            _session is { IsOpen: true } session
            && _runWithHyperparameters is not null
            && ReferenceEquals(_runWithHyperparameters, context.Run)
        )
            session.Own.Write(writer => writer.EndSession(status));
    }

    private void Close()
    {
        _lastStep = _session?.LastStep ?? _lastStep;
        _session?.Dispose();
        _session = null;
    }
}
