using System.Runtime.InteropServices;
using Gen.Training.Metrics;
using static TorchSharp.torch;

namespace Gen.Training.Data;

public sealed partial class TensorData
{
    /// <summary>
    /// Parts the rows into training and validation. Without a seed it takes the last rows for validation, as Keras' <c>validation_split</c>
    /// does before any shuffling, and copies nothing: sorted data must have been shuffled. With one it takes random rows and copies both parts,
    /// whose rows stay in the order of these data.
    /// </summary>
    /// <param name="validationFraction">The validation rows' share, between 0 and 1: training gets ⌊n·(1 − share)⌋ rows.</param>
    /// <param name="seed">Null: the last rows. Otherwise random ones, which the seed fixes whatever else draws random numbers.</param>
    /// <returns>Both parts, to be disposed by the caller.</returns>
    /// <exception cref="BadDataException">The share is not between 0 and 1, or leaves a part without rows.</exception>
    public (TensorData Training, TensorData Validation) Split(double validationFraction, long? seed = null)
    {
        var training = Rows - ValidationRows(validationFraction);
        if (seed is not { } drawn) return (Range(0, training), Range(training, Rows - training));
        using var order = Permutations.Draw(Rows, drawn, 0);
        var positions = order.data<long>().ToArray();
        return Part(positions[..(int)training], positions[(int)training..]);
    }

    /// <summary>
    /// Parts the rows into training and validation such that every class has the same share of both, as nearly as whole rows allow: of a class of c rows,
    /// ⌊c·v/n⌋ or one more are among the v validation rows, where the rows that are left over go to the classes with the largest remainders (equal
    /// ones: to the class that comes first in the order of labels). Which rows is random; both parts are copies in the order of these data.
    /// </summary>
    /// <param name="validationFraction">The validation rows' share, between 0 and 1; v is as for <see cref="Split"/>.</param>
    /// <param name="seed">Fixes the rows, whatever else draws random numbers.</param>
    /// <returns>Both parts, to be disposed by the caller. A class of a single row is in one of them only.</returns>
    /// <exception cref="BadDataException">There are no labels, they are no classes (whole numbers [n] or [n, 1], or one-hot rows [n, classes]), or the share is not
    /// between 0 and 1 or leaves a part without rows.</exception>
    public (TensorData Training, TensorData Validation) StratifiedSplit(double validationFraction, long seed)
    {
        var validation = ValidationRows(validationFraction);
        if (Labels is null) throw new BadDataException("A stratified split needs labels, but the data have none.");
        var classes = RowClasses.Of(Labels);
        using var order = Permutations.Draw(Rows, seed, 0);
        var left = Strata.Shares(classes, validation);
        List<long> ofTraining = [], ofValidation = [];
        foreach (var row in order.data<long>().ToArray())
        {
            ref var open = ref CollectionsMarshal.GetValueRefOrNullRef(left, classes[row]);
            (open-- > 0 ? ofValidation : ofTraining).Add(row);
        }
        return Part([.. ofTraining], [.. ofValidation]);
    }

    // In decimal digits, so that a tenth of 100 rows is 10 (the nearest double below 1 - 0.9 would give 9).
    private long ValidationRows(double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new BadDataException(FormattableString.Invariant($"The validation part is {fraction} of the data, but must be between 0 and 1."));
        var training = (long)decimal.Floor(Rows * (1 - (decimal)fraction));
        return training > 0 && training < Rows
            ? Rows - training
            : throw new BadDataException(FormattableString.Invariant(
                $"A validation part of {fraction} of {Rows} rows leaves no row for {(training == 0 ? "training" : "validation")}."));
    }

    private (TensorData Training, TensorData Validation) Part(long[] training, long[] validation)
    {
        Array.Sort(training);
        Array.Sort(validation);
        return (Subset(training), Subset(validation));
    }
}

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

/// <summary>How many rows of each class a part of the data gets.</summary>
internal static class Strata
{
    /// <summary>Shares out the rows of a part in proportion to the classes' rows: whole shares first, then one row each by largest remainder.</summary>
    /// <param name="classes">The class of each row.</param>
    /// <param name="rows">The rows of the part, less than all.</param>
    /// <returns>For each class its rows in the part, which sum up to <paramref name="rows"/>.</returns>
    public static Dictionary<long, long> Shares(long[] classes, long rows)
    {
        var counts = classes.CountBy(c => c).OrderBy(c => c.Key).ToList();
        var shares = counts.ToDictionary(c => c.Key, c => (long)(c.Value * (Int128)rows / classes.Length));
        var rest = rows - shares.Values.Sum();
        // A stable sort: of equal remainders the smaller class number comes first.
        foreach (var (key, _) in counts.OrderByDescending(c => c.Value * (Int128)rows % classes.Length).Take((int)rest)) shares[key]++;
        return shares;
    }
}
