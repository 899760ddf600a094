using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

/// <summary>Reads the class of each row out of labels, on the host.</summary>
internal static class RowClasses
{
    /// <summary>The class of each row.</summary>
    /// <param name="labels">Whole numbers [n] or [n, 1] of any real type, or one-hot rows [n, classes].</param>
    /// <exception cref="BadDataException">They are neither.</exception>
    public static long[] Of(Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var sizes = labels.shape;
        if (sizes.Length > 2) throw new BadDataException($"Labels {ShapeText.Of(sizes)} are no classes: expected [n], [n, 1] or one-hot rows [n, classes].");
        var numbers = labels.to(ScalarType.Float64, CPU);
        if (sizes.Length == 1 || sizes[1] == 1) return Whole(numbers.contiguous().data<double>().ToArray());

        var ones = numbers.eq(1).sum(dim: 1).eq(1).logical_and(numbers.eq(0).sum(dim: 1).eq(sizes[1] - 1));
        var wrong = Array.IndexOf(ones.data<bool>().ToArray(), false);
        if (wrong >= 0) throw new BadDataException($"Labels {ShapeText.Of(sizes)} are no classes: row {wrong} is not one-hot (a single 1, and 0 elsewhere).");
        return numbers.argmax(1).data<long>().ToArray();
    }

    private static long[] Whole(double[] labels)
    {
        var classes = new long[labels.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            classes[row] = (long)labels[row];
            if (classes[row] != labels[row])
                throw new BadDataException(FormattableString.Invariant($"The labels are no classes: that of row {row} is {labels[row]}, no whole number."));
        }
        return classes;
    }
}
