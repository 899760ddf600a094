using System.Runtime.InteropServices;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

public sealed partial class TensorData
{
    /// <summary>
    /// Splits the rows into training and validation data. Without a seed, the last rows are the validation data, as with Keras'
    /// <c>validation_split</c>, and nothing is copied: shuffle sorted data before. With a seed, the validation rows are random, and both
    /// parts are copies that keep the order of the rows.
    /// </summary>
    /// <param name="validationFraction">The fraction of validation rows, between 0 and 1: training gets ⌊n·(1 − fraction)⌋ rows.</param>
    /// <param name="seed">The seed of the random choice, which no other user of random numbers affects; null for the last rows.</param>
    /// <returns>Two data sets of their own, to be disposed.</returns>
    /// <exception cref="BadDataException">The fraction is not between 0 and 1, or leaves one part without rows.</exception>
    public (TensorData Training, TensorData Validation) Split(double validationFraction, long? seed = null)
    {
        var training = Rows - ValidationRows(validationFraction);
        if (seed is not { } drawn) return (Range(0, training), Range(training, Rows - training));
        using var order = Permutations.Draw(Rows, drawn, 0);
        var positions = order.data<long>().ToArray();
        return Part(positions[..(int)training], positions[(int)training..]);
    }

    /// <summary>
    /// Splits the rows into training and validation data so that each class has the same fraction of both, as nearly as whole rows allow:
    /// of a class of c rows, ⌊c·v/n⌋ or one more are among the v validation rows. The extra rows go to the classes with the largest
    /// remainders (the smaller label first, if equal). The rows are chosen at random; both parts are copies that keep the order of the
    /// rows.
    /// </summary>
    /// <param name="validationFraction">The fraction of validation rows, between 0 and 1; v is as for
    /// <see cref="Split(double, long?)"/>.</param>
    /// <param name="seed">The seed of the random choice, which no other user of random numbers affects.</param>
    /// <returns>Two data sets of their own, to be disposed. A class of a single row is in one of them only.</returns>
    /// <exception cref="BadDataException">
    /// There are no labels, they are not classes (whole numbers [n] or [n, 1], or one-hot rows [n, classes]), or the fraction is not
    /// between 0 and 1 or leaves one part without rows.
    /// </exception>
    public (TensorData Training, TensorData Validation) StratifiedSplit(double validationFraction, long seed)
    {
        var validation = ValidationRows(validationFraction);
        if (Labels is null) throw new BadDataException("A stratified split needs labels, but the data has none.");
        var classes = ClassLabels.Read(Labels);
        using var order = Permutations.Draw(Rows, seed, 0);
        var left = Strata.Allocate(classes, validation);
        List<long> ofTraining = [], ofValidation = [];
        foreach (var row in order.data<long>().ToArray())
        {
            ref var open = ref CollectionsMarshal.GetValueRefOrNullRef(left, classes[row]);
            (open-- > 0 ? ofValidation : ofTraining).Add(row);
        }
        return Part([.. ofTraining], [.. ofValidation]);
    }

    // In decimal, so that a tenth of 100 rows is 10: the double 1 - 0.9 is a little less than 0.1 and would give 9.
    private long ValidationRows(double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new BadDataException(FormattableString.Invariant($"validationFraction must be between 0 and 1, but was {fraction}."));
        var training = (long)decimal.Floor(Rows * (1 - (decimal)fraction));
        return training > 0 && training < Rows
            ? Rows - training
            : throw new BadDataException(FormattableString.Invariant(
                $"A validationFraction of {fraction} of {Rows} rows leaves no rows for {(training == 0 ? "training" : "validation")}."));
    }

    private (TensorData Training, TensorData Validation) Part(long[] training, long[] validation)
    {
        Array.Sort(training);
        Array.Sort(validation);
        return (Subset(training), Subset(validation));
    }
}

/// <summary>Reads class labels on the host.</summary>
internal static class ClassLabels
{
    /// <summary>Reads the class of each row.</summary>
    /// <param name="labels">Whole numbers [n] or [n, 1] of any real type, or one-hot rows [n, classes].</param>
    /// <exception cref="BadDataException">The labels are neither.</exception>
    public static long[] Read(Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var sizes = labels.shape;
        if (sizes.Length > 2)
            throw new BadDataException(
                $"Labels of shape {ShapeText.Format(sizes)} are not classes: the shape must be [n], [n, 1] or, for one-hot rows, [n, "
                + $"classes]."
            );
        var numbers = labels.to(ScalarType.Float64, CPU);
        if (sizes.Length == 1 || sizes[1] == 1) return Whole(numbers.contiguous().data<double>().ToArray());

        var ones = numbers.eq(1).sum(dim: 1).eq(1).logical_and(numbers.eq(0).sum(dim: 1).eq(sizes[1] - 1));
        var wrong = Array.IndexOf(ones.data<bool>().ToArray(), false);
        if (wrong >= 0)
            throw new BadDataException(
                $"Labels of shape {ShapeText.Format(sizes)} are not classes: row {wrong} is not one-hot (a single 1, and 0 elsewhere)."
            );
        return numbers.argmax(1).data<long>().ToArray();
    }

    private static long[] Whole(double[] labels)
    {
        var classes = new long[labels.Length];
        for (var row = 0; row < labels.Length; row++)
        {
            classes[row] = (long)labels[row];
            if (classes[row] != labels[row])
                throw new BadDataException(
                    FormattableString.Invariant(
                        $"The labels are not classes: the label of row {row} is {labels[row]}, which is not a whole number."
                    )
                );
        }
        return classes;
    }
}

/// <summary>Allocates rows of classes to a part of a data set.</summary>
internal static class Strata
{
    /// <summary>Allocates the rows of a part in proportion to the classes, by the largest remainder method.</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="rows">The number of rows in the part, less than all.</param>
    /// <returns>The number of rows of each class; the sum is <paramref name="rows"/>.</returns>
    public static Dictionary<long, long> Allocate(long[] classes, long rows)
    {
        var counts = classes.CountBy(c => c).OrderBy(c => c.Key).ToList();
        var shares = counts.ToDictionary(c => c.Key, c => (long)(c.Value * (Int128)rows / classes.Length));
        var rest = rows - shares.Values.Sum();
        // OrderBy is stable: of equal remainders the smaller class comes first.
        foreach (var (key, _) in counts.OrderByDescending(c => c.Value * (Int128)rows % classes.Length).Take((int)rest)) shares[key]++;
        return shares;
    }
}
