namespace Gen;

// Methods of an experiment that are called while its trainer runs. Their parameters are filled by name: epoch, batch, loss, valLoss, any
// metric of the experiment (accuracy, valAccuracy), config entries, and by type: special values.

/// <summary>Marks a method of an experiment that its trainer calls before the first epoch of a fit.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTrainBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after the last epoch of a fit, also one that was stopped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTrainEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls before each epoch.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEpochBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after each epoch and its validation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEpochEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls before each training step.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBatchBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after each training step.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnBatchEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls before each evaluation, validation included.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTestBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after each evaluation, validation included.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTestEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls before each batch of an evaluation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTestBatchBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after each batch of an evaluation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnTestBatchEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls before a prediction.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPredictBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after a prediction.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPredictEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls before each batch of a prediction.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPredictBatchBeginAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls after each batch of a prediction.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPredictBatchEndAttribute : Attribute;

/// <summary>Marks a method of an experiment that its trainer calls when training, evaluation or prediction fails; the exception goes on
/// afterwards.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnExceptionAttribute : Attribute;
