using Gen.Training.Checkpoints;

namespace Gen.Training;

/// <content>Going on from a checkpoint.</content>
public partial class Trainer
{
    private readonly BackupAndRestore? _backup;
    private FitState? _fit;
    private FitPosition? _restoreFrom;

    /// <summary>Stands in for the run's own answers, in tests.</summary>
    internal IRunRecord? RunRecord { get; init; }

    private BackupAndRestore? FindBackup() => _callbacks.OfType<BackupAndRestore>().ToList() switch
    {
        [] => null,
        [var one] => one,
        _ => throw new TrainingException("a trainer has one BackupAndRestore at most"),
    };

    /// <summary>Looks for a checkpoint to go on from.</summary>
    /// <returns>The epoch to begin with, from 0; null: none was found.</returns>
    private int? FindCheckpoint(TrainingContext context)
    {
        if (_backup is null)
            return null;
        _fit = new FitState(context, _callbacks, _trainLoss, _trainMetrics, RunRecord ?? new RunRecord(Run)) { OrderSeed = OrderSeed };
        _restoreFrom = _backup.Begin(_fit);
        return _restoreFrom?.Epoch;
    }

    private void RestoreAtEpochsEnd()
    {
        if (_restoreFrom is { IsWithinEpoch: false })
            RestoreState();
    }

    /// <summary>True if the epoch, whose beginning callbacks were told once more, goes on where it was.</summary>
    private bool RestoreWithinEpoch()
    {
        if (_restoreFrom is not { IsWithinEpoch: true })
            return false;
        RestoreState();
        return true;
    }

    private void RestoreState()
    {
        _restoreFrom = null;
        _backup!.RestoreState();
        _orderSeed = _fit!.OrderSeed;
    }
}
