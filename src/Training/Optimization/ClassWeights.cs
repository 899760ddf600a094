using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Computes class weights.</summary>
public static class ClassWeights
{
    /// <summary>
    /// Computes weights that balance the classes: n / (k · count) if k classes occur, as scikit-learn's "balanced". A class that does not
    /// occur has weight 0.
    /// </summary>
    /// <param name="labels">Class indices from 0, of any shape and an integer type.</param>
    /// <param name="numClasses">The number of classes; null for one more than the largest label.</param>
    /// <param name="ignoreIndex">The label to ignore; null for none.</param>
    /// <exception cref="TrainingException">There are no labels, or one is out of range.</exception>
    public static double[] Balanced(Tensor labels, int? numClasses = null, long? ignoreIndex = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.is_floating_point())
            throw new TrainingException($"Balanced class weights need integer class indices, but the labels are {labels.dtype}.");
        using var scope = NewDisposeScope();
        var indices = labels.detach().cpu().to_type(ScalarType.Int64).flatten().data<long>().ToArray().AsEnumerable();
        if (ignoreIndex is { } left)
            indices = indices.Where(i => i != left);
        return Balanced(Counts([.. indices], numClasses));
    }

    /// <summary>Computes weights that balance the classes from the number of labels of each class.</summary>
    /// <param name="counts">The number of labels of each class.</param>
    /// <exception cref="TrainingException">All counts are 0.</exception>
    public static double[] Balanced(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double total = counts.Sum();
        var present = counts.Count(c => c > 0);
        return present > 0
            ? [.. counts.Select(c => c > 0 ? total / (present * (double)c) : 0)]
            : throw new TrainingException("Balanced class weights need at least one label.");
    }

    private static long[] Counts(long[] labels, int? numClasses)
    {
        if (labels.Length == 0)
            return [];
        var (least, most) = (labels.Min(), labels.Max());
        if (least < 0 || most >= (numClasses ?? int.MaxValue))
            throw new TrainingException(
                $"Label {(least < 0 ? least : most)} is out of range: classes are 0 to {(numClasses ?? most + 1) - 1}."
            );
        var counts = new long[numClasses ?? most + 1];
        foreach (var label in labels)
            counts[label]++;
        return counts;
    }
}
