namespace Gen.Training.Checkpoints;

/// <summary>A callback that saves the state of a fit and restores it. A trainer has one at most.</summary>
internal interface ICheckpointer
{
    /// <summary>Finds the checkpoint to go on from, before callbacks are told that training begins.</summary>
    /// <returns>The position of the checkpoint; null if training begins anew.</returns>
    FitPosition? Find(FitState fit);

    /// <summary>Restores the checkpoint that was found.</summary>
    void Restore();

    /// <summary>Called after each training step and all callbacks' methods.</summary>
    /// <param name="isWhole">Whether the optimizer has made its step, and no gradients wait for further batches.</param>
    void AfterStep(bool isWhole);

    /// <summary>Called after each epoch that was trained and validated as a whole, and all callbacks' methods.</summary>
    void AfterEpoch();
}
