using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>What a forward pass over a batch gave.</summary>
/// <param name="Loss">What is minimised: a scalar, or a value per row, whose (weighted) mean is then taken.</param>
/// <param name="Prediction">The model's output, for metrics and hooks; null if there is none to compare.</param>
/// <param name="Target">Labels in the form that metrics compare with; null for the batch's own.</param>
public sealed record StepResult(Tensor Loss, Tensor? Prediction = null, Tensor? Target = null)
{
    /// <summary>
    /// What each row counts for where that is not 1, [n]: <see cref="Loss"/> is a value per row that is multiplied by it already, and the sum of
    /// losses is divided by the sum of these. So classes are weighed, and rows of padding left out.
    /// </summary>
    public Tensor? Weight { get; init; }
}
