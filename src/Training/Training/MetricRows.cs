using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The rows of a batch as metrics count them: items where the loss ignores labels of items.</summary>
/// <param name="Target">The labels, [n] or [n, …].</param>
/// <param name="Prediction">The predictions, [n, …].</param>
/// <param name="SampleWeight">The weight of each row; null for 1.</param>
/// <param name="Mask">Which rows count, [n]; null for all.</param>
internal readonly record struct MetricRows(Tensor? Target, Tensor Prediction, Tensor? SampleWeight, Tensor? Mask)
{
    /// <summary>Creates the rows of a batch.</summary>
    /// <param name="target">The labels.</param>
    /// <param name="prediction">The predictions.</param>
    /// <param name="sampleWeight">The weight of each row; null for 1.</param>
    /// <param name="mask">Which labels count; null for all. If it has items, these become the rows.</param>
    /// <exception cref="TrainingException">The mask does not match the labels or the predictions.</exception>
    public static MetricRows Create(Tensor? target, Tensor prediction, Tensor? sampleWeight, Tensor? mask)
    {
        if (mask is null or { ndim: 1 })
            return new(target, prediction, sampleWeight, mask);
        var weight = sampleWeight?.reshape([-1, .. Enumerable.Repeat(1L, (int)mask.ndim - 1)]).expand(mask.Sizes()).flatten();
        return new(target is null ? null : Items(target, mask), Items(prediction, mask), weight, mask.flatten());
    }

    // [n, t] and [n, 1, t] become [n · t]; scores [n, c, t] become [n · t, c].
    private static Tensor Items(Tensor values, Tensor mask)
    {
        if (values.numel() == mask.numel())
            return values.flatten();
        if (values.ndim == mask.ndim + 1 && values.Sizes().Where((_, axis) => axis != 1).SequenceEqual(mask.Sizes()))
            return values.movedim([1], [-1]).flatten(0, -2);
        throw new TrainingException(
            $"Labels of shape {ShapeText.Format(mask)} may be ignored, but metrics get a tensor of shape {ShapeText.Format(values)}.");
    }
}
