namespace Gen.Training.Checkpoints;

/// <summary>A callback that saves and restores the state of a fit. A trainer has at most one.</summary>
internal interface ICheckpointer
{
    /// <summary>Finds the checkpoint to restore. Called before <see cref="Callback.OnTrainBegin"/> of all callbacks.</summary>
    /// <returns>The position of the checkpoint; null if there is none.</returns>
    FitPosition? Find(FitState fit);

    /// <summary>Restores the checkpoint that was found.</summary>
    void Restore();

    /// <summary>Called after each training step, after the methods of all callbacks.</summary>
    /// <param name="isWhole">Whether the optimizer has made its step, and no accumulated gradients are left.</param>
    void AfterStep(bool isWhole);

    /// <summary>Called after each complete epoch with its validation, after the methods of all callbacks.</summary>
    void AfterEpoch();
}
