using static TorchSharp.torch;

namespace Gen.Training.Metrics;

public static partial class Classification
{
    /// <summary>
    /// Per class, intersection over union of where it is and where it was predicted, also called Jaccard: TP / (TP + FP + FN).
    /// </summary>
    /// <param name="yTrue">Class indices, [n, …], such as a mask per image; others throw.</param>
    /// <param name="yPred">
    /// Predicted class indices, shape of <paramref name="yTrue"/>; <c>scores.argmax(dim: 1)</c> makes them from scores.
    /// </param>
    /// <param name="numClasses">Number of classes.</param>
    /// <returns>Vector [numClasses], 0 … 1; 0 for a class that is nowhere. Keras: IoU.</returns>
    [Metric("iou", Shape = MetricShape.Vector)]
    public static Tensor IoU(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (intersection, union) = Overlaps(yTrue, yPred, numClasses);
        return Rates.Of(intersection, union);
    }

    /// <summary>Mean of the intersections over union of the classes that are labelled or predicted anywhere.</summary>
    /// <inheritdoc cref="IoU" path="/param"/>
    /// <returns>Scalar, 0 … 1. Keras: MeanIoU.</returns>
    [Metric("mean_iou", Shape = MetricShape.Scalar)]
    public static Tensor MeanIoU(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (intersection, union) = Overlaps(yTrue, yPred, numClasses);
        return Rates.Of(Rates.Of(intersection, union).sum(), union.gt(0).sum());
    }

    private static (Tensor Intersection, Tensor Union) Overlaps(Tensor yTrue, Tensor yPred, int numClasses)
    {
        var (actual, predicted) = (Labels.Indices(yTrue).flatten(), Labels.Indices(yPred).flatten());

        // A prediction outside the classes is sent outside the matrix as well, where it throws, instead of into another row.
        var known = predicted.ge(0).logical_and(predicted.lt(numClasses));
        var confusion = Labels.Pairs(actual.masked_fill(known.logical_not(), numClasses), predicted.clamp(min: 0), numClasses, numClasses);
        var intersection = confusion.diagonal();
        return (intersection, confusion.sum(dim: 0) + confusion.sum(dim: 1) - intersection);
    }
}
