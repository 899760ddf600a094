using static TorchSharp.torch;

namespace Gen.Training.Data;

public sealed partial class TensorData
{
    /// <summary>
    /// Splits the rows for a cross-validation: each row is in the validation data of exactly one of the pairs. The parts have equal
    /// numbers of rows, but for one.
    /// </summary>
    /// <param name="count">The number of pairs, from 2 to the number of rows.</param>
    /// <param name="seed">The seed of the random choice, which no other user of random numbers affects.</param>
    /// <param name="stratified">Whether each class has the same fraction of all parts, as nearly as whole rows allow. The labels must be
    /// classes. The default value is false.</param>
    /// <param name="groups">The group of each row, whole numbers [n]: rows of one group are in the same part, whose sizes may then
    /// differ. The default value is null.</param>
    /// <returns>Pairs of data sets, each made when it is asked for, and to be disposed.</returns>
    /// <exception cref="BadDataException">There are fewer rows or groups than parts, or the labels are not classes.</exception>
    public IEnumerable<(TensorData Training, TensorData Validation)> Folds(
        int count, long seed, bool stratified = false, Tensor? groups = null)
    {
        var parts = PartsOf(count, seed, stratified, groups);
        return Enumerable.Range(0, count).Select(index => PartOf(parts, index));
    }

    /// <summary>
    /// Splits the rows into training and validation data: those of a fold in a cross-validation, and as <see cref="Split(double, long?)"/>
    /// without one. A program that takes its data so can be run with and without <c>sweep --folds</c>. For <see cref="Fold.Whole"/> all
    /// rows are training data, and the validation data is a part of them.
    /// </summary>
    /// <param name="fold">The fold, that of <see cref="Run.Fold"/>.</param>
    /// <param name="validationFraction">The fraction of validation rows without cross-validation, between 0 and 1.</param>
    /// <param name="seed">The seed of the random choice, which no other user of random numbers affects.</param>
    /// <param name="stratified">Whether each class has the same fraction of all parts. The default value is false.</param>
    /// <param name="groups">The group of each row for a cross-validation. The default value is null.</param>
    /// <returns>Two data sets of their own, to be disposed.</returns>
    /// <exception cref="BadDataException">There are fewer rows or groups than parts, or the labels are not classes.</exception>
    public (TensorData Training, TensorData Validation) Split(
        Fold fold, double validationFraction, long seed, bool stratified = false, Tensor? groups = null)
    {
        ArgumentNullException.ThrowIfNull(fold);
        if (fold.Count > 1)
            return PartOf(PartsOf(fold.Count, seed, stratified, groups), fold.Index);
        var split = stratified ? StratifiedSplit(validationFraction, seed) : Split(validationFraction, seed);
        if (fold != Fold.Whole)
            return split;
        split.Training.Dispose();
        return (Take(Rows), split.Validation);
    }

    private int[] PartsOf(int count, long seed, bool stratified, Tensor? groups)
    {
        if (count < 2 || count > Rows)
            throw new BadDataException($"The number of folds must be from 2 to the number of rows, {Rows}, but was {count}.");
        using var order = Permutations.Draw(Rows, seed, 0);
        var rows = order.data<long>().ToArray();
        if (groups is not null)
        {
            var ofRows = ClassLabels.Read(groups);
            if (ofRows.Length != Rows)
                throw new BadDataException($"The data has {Rows} rows, but there are groups of {ofRows.Length}.");
            return FoldAssignment.Groups(rows, ofRows, count);
        }

        if (!stratified)
            return FoldAssignment.Rows(rows, count);
        return Labels is null
            ? throw new BadDataException("Stratified folds need labels, but the data has none.")
            : FoldAssignment.Rows([.. rows.OrderBy(ClassOf(ClassLabels.Read(Labels)))], count);
    }

    private static Func<long, long> ClassOf(long[] classes) => row => classes[row];

    private (TensorData Training, TensorData Validation) PartOf(int[] parts, int index)
    {
        List<long> training = [], validation = [];
        for (var row = 0; row < parts.Length; row++)
            (parts[row] == index ? validation : training).Add(row);
        return Part([.. training], [.. validation]);
    }
}

/// <summary>Assigns rows to the parts of a cross-validation.</summary>
internal static class FoldAssignment
{
    /// <summary>Assigns rows in turn: neighbors in the order, as those of one class, are spread over all parts.</summary>
    public static int[] Rows(long[] order, int count)
    {
        var parts = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            parts[order[i]] = i % count;
        return parts;
    }

    /// <summary>Assigns whole groups, the largest first, each to the smallest part so far.</summary>
    /// <exception cref="BadDataException">There are fewer groups than parts.</exception>
    public static int[] Groups(long[] order, long[] groups, int count)
    {
        var sizes = new long[count];
        var partOf = new Dictionary<long, int>();

        // In the random order of their first rows, which decides between groups of one size.
        foreach (var group in order.Select(row => groups[row]).CountBy(g => g).OrderByDescending(g => g.Value))
        {
            var part = Array.IndexOf(sizes, sizes.Min());
            partOf[group.Key] = part;
            sizes[part] += group.Value;
        }

        if (partOf.Count < count)
            throw new BadDataException($"There are {partOf.Count} groups, which is less than the number of folds, {count}.");
        return [.. groups.Select(g => partOf[g])];
    }
}
