namespace Gen.Training;

/// <summary>What a trainer does in a step, in the order in which it does it.</summary>
public enum TrainingPhase
{
    /// <summary>Waiting for the source to give a batch.</summary>
    DataWait,

    /// <summary>Bringing the batch to the model's device.</summary>
    Transfer,

    /// <summary>The model's output and the loss.</summary>
    Forward,

    /// <summary>The gradients.</summary>
    Backward,

    /// <summary>Clearing and clipping gradients, and the optimizer's step.</summary>
    Optimizer,

    /// <summary>Adding the batch to the loss's mean and the metrics, and reading both at the end.</summary>
    Metrics,

    /// <summary>The experiment's hooks and the callbacks.</summary>
    Hooks,

    /// <summary>The rest: freeing what a step made, changing the model's mode, writing log values.</summary>
    Other,
}
