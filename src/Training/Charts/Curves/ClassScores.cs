using System.Globalization;

namespace Gen.Training.Charts.Curves;

/// <summary>A class against all others.</summary>
/// <param name="Name">The class's name.</param>
/// <param name="Scores">A score for each row.</param>
/// <param name="Positive">Which rows are of the class.</param>
internal sealed record ClassScores(string Name, double[] Scores, bool[] Positive)
{
    /// <summary>Splits scores of all classes into one problem for each.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or a label is out of range.</exception>
    public static IReadOnlyList<ClassScores> Split(double[,] scores, IReadOnlyList<int> labels, IReadOnlyList<string>? classNames)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        int rows = scores.GetLength(0), classes = scores.GetLength(1);
        if (labels.Count != rows) throw new ArgumentException($"There are scores of {rows} rows but {labels.Count} labels.", nameof(labels));
        if (classNames is not null && classNames.Count != classes)
            throw new ArgumentException($"There are {classes} classes but {classNames.Count} class names.", nameof(classNames));
        for (var i = 0; i < rows; i++)
            if (labels[i] < 0 || labels[i] >= classes)
                throw new ArgumentException($"The label of row {i} is {labels[i]}, but must be 0 to {classes - 1}.", nameof(labels));
        return
        [
            .. Enumerable.Range(0, classes).Select(c => new ClassScores(
                classNames?[c] ?? c.ToString(CultureInfo.InvariantCulture),
                [.. Enumerable.Range(0, rows).Select(i => scores[i, c])],
                [.. labels.Select(label => label == c)])),
        ];
    }
}
