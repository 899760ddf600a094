using Gen.IO;
using Gen.Training.Checkpoints;

namespace Gen.Training;

/// <summary>
/// Saves the whole state of training every N epochs or steps, so that an interrupted run continues with the same numbers: weights,
/// optimizer, callbacks, metrics, random generators, position in the data. A resumed run restores the newest checkpoint. The position among
/// the callbacks does not matter: the methods of all others are called before a checkpoint is saved, and before one is restored.
/// </summary>
/// <remarks>
/// Checkpoints are safetensors files, whose <c>model.</c> tensors any program can read. They are written on another thread. If a file
/// cannot be written (a full disk), training continues with the earlier checkpoints; the log says so once, and at the end how many are
/// missing.
/// </remarks>
public sealed class BackupAndRestore : Callback, ICheckpointer
{
    private readonly CallbackOutput _output = new(nameof(BackupAndRestore), "checkpoints");
    private readonly BackgroundSave _save = new();
    private readonly FitNumbers _own = new();
    private CheckpointFolder? _folder;
    private FitState? _fit;
    private Checkpoint? _newest;
    private string _root = "";
    private int _number;
    private bool _isLast;
    private bool _due;
    private string _file = "";

    internal override CallbackOutput? Output => _output;

    private Interval Interval => new(EveryNEpochs, EveryNSteps);

    /// <summary>The number of epochs between checkpoints, at least 1. The last epoch always has one. The default value is 1.</summary>
    public int EveryNEpochs { get; init; } = 1;

    /// <summary>The number of steps between checkpoints within an epoch, at least 1; null for checkpoints after epochs only. Where
    /// gradients are accumulated, a checkpoint is saved after the optimizer's next step. The default value is null.</summary>
    public int? EveryNSteps { get; init; }

    /// <summary>The number of checkpoints to keep, at least 1. If the newest is corrupt, the one before it is used. The default value is
    /// 2.</summary>
    public int KeepLast { get; init; } = 2;

    /// <summary>The folder of the checkpoints, with a folder for each fit; a relative path is in the run folder. The default value is
    /// <c>checkpoints</c> in the run folder.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether to continue from the newest checkpoint, if there is one, even if the run is not resumed. Requires a
    /// <see cref="Folder"/>. The default value is false.</summary>
    public bool Restore { get; init; }

    /// <summary>The path of the checkpoint from which the last fit continued; null if it started at the first epoch.</summary>
    public string? RestoredFrom { get; private set; }

    /// <inheritdoc/>
    public override void OnTrainEnd(TrainingContext context) => End(context);

    /// <inheritdoc/>
    public override void OnException(TrainingContext context, Exception exception) => End(context);

    FitPosition? ICheckpointer.Find(FitState fit)
    {
        Interval.Check(this);
        CallbackOptions.AtLeast(this, 1, KeepLast);
        var context = fit.Context;
        (_fit, _newest, _folder, _due, RestoredFrom) = (fit, null, null, false, null);
        if (Root(fit) is not { } root)
        {
            TrainingLog.Warn(context, "BackupAndRestore saves no checkpoints, because the run is not recorded and Folder is not set.");
            return null;
        }

        var numbers = context.Run is { } run ? FitNumbers.ForRun(run) : _own;
        var number = numbers.Next(root);
        (_root, _number, _folder) = (root, number, new CheckpointFolder(root, number));
        Tidy(_folder.Path, _folder.RemoveUnfinished);
        var replaying = fit.RunRecord.IsReplaying;
        if (replaying || Restore)
            _newest = _folder.OpenNewest(Warn);
        else if (_folder.Files.Count > 0)
            throw new TrainingException(
                $"BackupAndRestore would overwrite the checkpoints in '{_folder.Path}'. Set Restore to continue from them, or choose "
                + $"another Folder."
            );
        _isLast = replaying && number == numbers.Last(root, Warn);
        if (_newest is null)
        {
            // A resumed run records nothing before it reaches its checkpoint, and this one never would.
            return replaying && numbers.Last(root, Warn) == 0
                ? throw new TrainingException($"The run cannot be resumed, because all of its checkpoints in '{root}' are corrupt.")
                : null;
        }

        // Callbacks that open files in OnTrainBegin need the position.
        (context.Fit.IsRestoring, context.Epoch, context.Step) = (true, _newest.Position.Epoch, _newest.Step);
        return _newest.Position;
    }

    void ICheckpointer.Restore()
    {
        if (_newest is not { } newest)
            return;
        using (newest)
        {
            _newest = null;
            _fit!.Check(newest.State, newest.Path);
            _fit.Load(newest.State, Warn);
            Continue(newest);
        }

        _fit.Context.Fit.IsRestoring = false;
        RestoredFrom = newest.Path;
    }

    /// <summary>Continues the record with the fit that trains on, or that was the last.</summary>
    private void Continue(Checkpoint newest)
    {
        var context = _fit!.Context;
        var trainsOn = newest.Position.Epoch < context.Fit.Epochs && !context.IsStopping;
        if (trainsOn || _isLast)
        {
            if (_fit.RunRecord.IsReplaying)
                _fit.ContinueRecord(newest.State);
            Tidy(_root, () => CheckpointFolder.ClearAfter(_root, _number));
        }

        var place = newest.Position.Batch is { } batch
            ? $"in epoch {newest.Position.Epoch + 1} after {batch} batches"
            : $"after epoch {newest.Position.Epoch}";
        TrainingLog.Info(context, trainsOn
            ? $"BackupAndRestore continues {place}."
            : $"BackupAndRestore restored the training {place}, where it ends: "
                + (context.StopReason ?? $"the number of epochs is {context.Fit.Epochs}") + ".");
    }

    void ICheckpointer.AfterStep(bool isWhole)
    {
        var context = _fit!.Context;
        var ending = context.CancellationToken.IsCancellationRequested;
        _due |= Interval.IsDueAfterStep(context.Step) || ending;

        // The last step of an epoch is saved at the end of the epoch, also if a callback ends the epoch.
        var stopped = context.IsStopping && !context.IsCanceled;
        if (_due && isWhole && !stopped && (ending || context.Batch.Index != context.Fit.BatchesPerEpoch))
            Save(new FitPosition(context.Epoch, context.Batch.Index));
    }

    void ICheckpointer.AfterEpoch()
    {
        var context = _fit!.Context;
        var done = context.Epoch + 1;
        if (Interval.IsDueAfterEpoch(done) || done >= context.Fit.Epochs || context.IsStopping)
            Save(new FitPosition(done, null));
    }

    private string? Root(FitState fit)
    {
        if (Folder is not null)
            return OutputPath.Resolve(fit.Context, Folder);
        return !Restore || fit.RunRecord.Folder is not null
            ? fit.RunRecord.Folder
            : throw new TrainingException("BackupAndRestore.Restore requires a Folder if the run is not recorded.");
    }

    private void Save(FitPosition position)
    {
        _due = false;
        if (_folder is not { } folder)
            return;
        Finish(_fit!.Context);
        var (file, state) = (folder.FileOf(position), _save.CreateState());
        try
        {
            _fit.Save(state, position);
        }
        catch
        {
            state.Dispose();
            throw;
        }
        finally
        {
            state.FreeSpare();
        }

        _file = file;
        _save.Start(state, file, () => folder.KeepLast(KeepLast, file));
    }

    private void End(TrainingContext context)
    {
        Finish(context);
        _save.Free();
    }

    private void Finish(TrainingContext context)
    {
        if (_file.Length == 0)
            return;
        var failure = _save.Wait();
        if (failure is not null && !CallbackOutput.IsFailure(failure))
            throw new TrainingException($"{Name} could not save a checkpoint: {failure.Message}", failure);
        _output.Add(context, _file, failure);
        _file = "";
    }

    private void Warn(string text) => TrainingLog.Warn(_fit!.Context, $"{Name}: {text}");

    private void Tidy(string path, Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (CallbackOutput.IsFailure(e))
        {
            Warn($"cannot delete old files in '{path}': {FileFailure.Reason(e)}");
        }
    }
}
