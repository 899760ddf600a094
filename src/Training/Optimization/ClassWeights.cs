using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Weights of classes.</summary>
public static class ClassWeights
{
    /// <summary>Weights under which all classes of some labels weigh the same: n / (k · count), where k classes occur (scikit-learn's "balanced"). One that does not occur has weight 0.</summary>
    /// <param name="labels">Class indices from 0, of any shape, of an integer type.</param>
    /// <param name="classes">How many classes there are; if it is not given, one more than the largest label.</param>
    /// <param name="ignore">A label that is no class.</param>
    /// <exception cref="TrainingException">There are no labels, or one is no class.</exception>
    public static double[] Balanced(Tensor labels, int? classes = null, long? ignore = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.is_floating_point())
            throw new TrainingException($"class weights are balanced by class indices, which are integers, not {labels.dtype}");
        using var scope = NewDisposeScope();
        var indices = labels.detach().cpu().to_type(ScalarType.Int64).flatten().data<long>().ToArray().AsEnumerable();
        if (ignore is { } left)
            indices = indices.Where(i => i != left);
        return Balanced(Counts([.. indices], classes));
    }

    /// <summary>The same from the number of labels of each class.</summary>
    /// <param name="counts">One a class.</param>
    /// <exception cref="TrainingException">All are 0.</exception>
    public static double[] Balanced(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        double total = counts.Sum();
        var present = counts.Count(c => c > 0);
        return present > 0 ? [.. counts.Select(c => c > 0 ? total / (present * (double)c) : 0)] : throw new TrainingException("there are no labels to balance class weights by");
    }

    private static long[] Counts(long[] labels, int? classes)
    {
        if (labels.Length == 0)
            return [];
        var (least, most) = (labels.Min(), labels.Max());
        if (least < 0 || most >= (classes ?? int.MaxValue))
            throw new TrainingException($"the label {(least < 0 ? least : most)} is no class: they are 0 to {(classes ?? most + 1) - 1}");
        var counts = new long[classes ?? most + 1];
        foreach (var label in labels)
            counts[label]++;
        return counts;
    }
}
