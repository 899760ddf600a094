namespace Gen.Training;

/// <summary>Which hooks an experiment has, and what they need.</summary>
[Flags]
public enum HookKinds
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>One that is called before the first epoch of a fit.</summary>
    TrainBegin = 1 << 0,

    /// <summary>One that is called after the last epoch of a fit, also one that was stopped.</summary>
    TrainEnd = 1 << 1,

    /// <summary>One that is called before each epoch.</summary>
    EpochBegin = 1 << 2,

    /// <summary>One that is called after each epoch and its validation.</summary>
    EpochEnd = 1 << 3,

    /// <summary>One that is called before each training step.</summary>
    BatchBegin = 1 << 4,

    /// <summary>One that is called after each training step.</summary>
    BatchEnd = 1 << 5,

    /// <summary>One that is called before each evaluation, validation included.</summary>
    TestBegin = 1 << 6,

    /// <summary>One that is called after each evaluation, validation included.</summary>
    TestEnd = 1 << 7,

    /// <summary>One that is called before each batch of an evaluation.</summary>
    TestBatchBegin = 1 << 8,

    /// <summary>One that is called after each batch of an evaluation.</summary>
    TestBatchEnd = 1 << 9,

    /// <summary>One that is called before a prediction.</summary>
    PredictBegin = 1 << 10,

    /// <summary>One that is called after a prediction.</summary>
    PredictEnd = 1 << 11,

    /// <summary>One that is called before each batch of a prediction.</summary>
    PredictBatchBegin = 1 << 12,

    /// <summary>One that is called after each batch of a prediction.</summary>
    PredictBatchEnd = 1 << 13,

    /// <summary>One that is called when training, evaluation or prediction fails; the exception goes on afterwards.</summary>
    Exception = 1 << 14,

    /// <summary>One asks for a value of the validation: without validation data training does not start.</summary>
    NeedsValidation = 1 << 15,

    /// <summary>One asks for a host's services: without <see cref="RunOptions.Services"/> training does not start.</summary>
    NeedsServices = 1 << 16,
}
