using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>
/// Shows training in TensorBoard: writes event files that <c>tensorboard --logdir runs</c> draws while they grow. Each epoch's values are in the
/// folders <c>train</c> and <c>validation</c> under one tag: <c>loss</c>, <c>accuracy</c>, <c>precision/0</c>; their steps are the epochs, from 1. What an
/// epoch has is with the operating system when it ends.
/// </summary>
/// <remarks>
/// <para>A training that goes on with the epochs of an earlier one adds files to the folders. One that begins with the first epoch again takes the
/// place of what was there: TensorBoard forgets points from the new files' first step on.</para>
/// <para>A run that is not recorded writes nothing, unless a folder is given.</para>
/// </remarks>
public sealed partial class TensorBoard : Callback, IChartSink, IHasClassNames
{
    private readonly FolderPattern? _pattern;
    private string? _root;
    private Run? _rootsRun;
    private Run? _listed;
    private TensorBoardSession? _session;
    private EventFolders? _evaluationFolders;
    private long _lastStep;
    private int _evaluations;
    private bool _isRestored;

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
        _isRestored = false;
        CheckOptions(context);
        var filters = FilteredFolder.Of(Filters);
        if (Root(context) is { } root)
            _session = new TensorBoardSession(this, context, new EventFolders(root, Time), filters);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_session is not { IsOpen: false } session)
            return;
        session.Open(context is { Epoch: > 0, Step: 0 } ? _lastStep : 0, isContinued: _lastStep > 0);
        if (!Hyperparameters || context.Run is not { Config.Count: > 0 } run || ReferenceEquals(run, _listed))
            return;
        session.Own.AddHyperparameters(run.Config.Select(c => KeyValuePair.Create(c.Key, (object?)c.Value)), started: run.StartTime);
        _listed = run;
    }

    /// <inheritdoc/>
    public override void OnBatchBegin(TrainingContext context) => _session?.BatchBegin();

    /// <inheritdoc/>
    public override void OnBatchEnd(TrainingContext context) => _session?.BatchEnd();

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingContext context) => _session?.EpochEnd();

    /// <inheritdoc/>
    public override void OnTestBegin(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsValidating)
            _session?.ValidationBegin();
        else
            _evaluations++;
    }

    /// <inheritdoc/>
    public override void OnTestEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.IsValidating)
            _session?.ValidationEnd();
        else
            WriteEvaluation(context);
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_session is not { } session)
            return;
        session.WriteSteps();
        EndRun(context, context.CancellationToken.IsCancellationRequested ? RunStatus.Interrupted : RunStatus.Completed);
        Close();

        // A training that was done already, of a run that is resumed, has nothing to add.
        if (_isRestored && session.Points == 0)
            return;
        foreach (var complaint in session.Complaints())
            TrainingLog.Warn(context, complaint);
    }

    /// <inheritdoc/>
    public override void SaveState(CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(state);

        // Steps that wait to be read would be missing from the curves of a training that goes on from here.
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

            // The steps up to the failure are those that tell of it.
            session.WriteSteps();
        }
        catch (Exception)
        {
            // The failure that is told of comes first: a device that failed gives no losses, and a full disk takes no more.
        }

        Close();
    }

    /// <summary>
    /// Writes a chart as a picture, of the epoch: into the callback's own folder, or, of an evaluation, into <c>evaluation</c>. TensorBoard shows 10 pictures of a
    /// tag, some epochs' and the last one's, unless it is started with <c>--samples_per_plugin images=1000</c>.
    /// </summary>
    /// <inheritdoc/>
    public void AddChart(TrainingContext context, string name, Chart chart)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(chart);
        if (_session is { IsOpen: true } session && session.IsOf(context))
            session.Own.AddImage(name, chart.ToPng(), context.Epoch + 1);
        else if (OpenEvaluation(context) is { } folders)
            folders[EventPlaces.Evaluation].AddImage(name, chart.ToPng(), _evaluations);
    }

    // Null: the run is not recorded, so that nothing is to be left behind.
    private string? Root(TrainingContext context)
    {
        // Trainings of one run, and all those outside any, go on in one folder, whatever the time.
        if (_root is not null && ReferenceEquals(_rootsRun, context.Run))
            return _root;
        var folder = _pattern is null ? context.Run?.Directory : _pattern.Of(context.Run, Time.GetUtcNow());
        if (folder is null && context.Run is null)
            throw new TrainingException("TensorBoard has no folder to write to, since there is no run: give it one, as in new TensorBoard(\"logs/{date}\")");
        (_root, _rootsRun) = (folder is null ? null : Path.GetFullPath(folder), context.Run);
        return _root;
    }

    private void EndRun(TrainingContext context, RunStatus status)
    {
        if (_session is { IsOpen: true } session && _listed is not null && ReferenceEquals(_listed, context.Run))
            session.Own.EndSession(status);
    }

    // Evaluations have no place among the epochs: they are curves of their own, over 1, 2, 3 …
    private void WriteEvaluation(TrainingContext context)
    {
        var folders = OpenEvaluation(context);
        foreach (var point in LogPoints.Read(context.Logs, ClassNames))
            folders?.AddScalar(new EventPlace(EventPlaces.Evaluation, point.Name), point.Value, _evaluations);
    }

    // One file for all evaluations, which stays open: a second one would begin by voiding what the first has of the same step.
    private EventFolders? OpenEvaluation(TrainingContext context)
    {
        if (Root(context) is not { } root)
            return null;
        if (_evaluationFolders?.Root != root)
        {
            _evaluationFolders?.Dispose();
            _evaluationFolders = new EventFolders(root, Time);
        }

        _evaluationFolders.Open(EventPlaces.Evaluation, _evaluations);
        return _evaluationFolders;
    }

    private void Close()
    {
        _lastStep = _session?.LastStep ?? _lastStep;
        _session?.Dispose();
        _session = null;
    }
}
