namespace Gen.Training.Checkpoints;

/// <summary>Where in a fit a checkpoint was taken.</summary>
/// <param name="Epoch">Epochs that are done.</param>
/// <param name="Batch">Batches of the next epoch that are done; null at an epoch's end.</param>
internal readonly record struct FitPosition(int Epoch, int? Batch)
{
    public bool IsWithinEpoch => Batch is not null;

    public static FitPosition Of(CheckpointState state) =>
        new((int)state.GetInt64("epochs_done"), state.Contains("batches_done") ? (int)state.GetInt64("batches_done") : null);

    public void Save(CheckpointState state)
    {
        state.Set("epochs_done", Epoch);
        if (Batch is { } batch)
            state.Set("batches_done", batch);
    }
}
