using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>
/// What an experiment adds to its trainer: its metrics and its hooks. Generated code implements it; whatever nobody wrote has a default, and costs nothing.
/// </summary>
public interface IExperimentHooks
{
    /// <summary>The experiment's metrics, in the order of their values.</summary>
    IReadOnlyList<MetricInfo> Metrics => [];

    /// <summary>Which hooks there are, and what they need.</summary>
    HookKinds Kinds => HookKinds.None;

    /// <summary>A state of all metrics: the trainer makes one for training and one for validation. Null if there are no metrics.</summary>
    MetricSetState? CreateMetrics() => null;

    /// <summary>Hands a batch to the metrics, which do not wait for the device.</summary>
    /// <param name="metrics">One that <see cref="CreateMetrics"/> made.</param>
    /// <param name="input">What went into the model; null where a step of one's own does not say.</param>
    /// <param name="target">Labels, for a parameter <c>yTrue</c>.</param>
    /// <param name="prediction">The model's output, for a parameter <c>yPred</c>.</param>
    /// <param name="sampleWeight">Weight of each row; null for 1 each.</param>
    void UpdateMetrics(MetricSetState metrics, Tensor? input, Tensor? target, Tensor prediction, Tensor? sampleWeight)
    {
    }

    /// <summary>All metrics over the rows so far, read from the device at once.</summary>
    /// <exception cref="InvalidOperationException">There are no metrics.</exception>
    MetricValues ComputeMetrics(MetricSetState metrics) => throw new InvalidOperationException("there are no metrics");

    /// <summary>Called before the first epoch of a fit.</summary>
    void OnTrainBegin(TrainingContext context)
    {
    }

    /// <summary>Called after the last epoch of a fit, also one that was stopped.</summary>
    void OnTrainEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each epoch.</summary>
    void OnEpochBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each epoch and its validation.</summary>
    void OnEpochEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each training step.</summary>
    void OnBatchBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each training step.</summary>
    void OnBatchEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each evaluation, validation included.</summary>
    void OnTestBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each evaluation, validation included.</summary>
    void OnTestEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each batch of an evaluation.</summary>
    void OnTestBatchBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each batch of an evaluation.</summary>
    void OnTestBatchEnd(TrainingContext context)
    {
    }

    /// <summary>Called before a prediction.</summary>
    void OnPredictBegin(TrainingContext context)
    {
    }

    /// <summary>Called after a prediction.</summary>
    void OnPredictEnd(TrainingContext context)
    {
    }

    /// <summary>Called before each batch of a prediction.</summary>
    void OnPredictBatchBegin(TrainingContext context)
    {
    }

    /// <summary>Called after each batch of a prediction.</summary>
    void OnPredictBatchEnd(TrainingContext context)
    {
    }

    /// <summary>Called when training, evaluation or prediction fails; the exception goes on afterwards.</summary>
    void OnException(TrainingContext context, Exception exception)
    {
    }
}
