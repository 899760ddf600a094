using System.Globalization;

namespace Gen.Training.Charts;

/// <summary>A curve of a classifier over all thresholds, and the area under it: NaN if a class has no rows.</summary>
internal sealed record CurvePoints(double[] X, double[] Y, double Area)
{
    // More than a chart has columns of pixels.
    private const int MaxGridPoints = 2001;

    private static readonly CurvePoints Undefined = new([], [], double.NaN);

    /// <summary>Computes the ROC curve: x is the false-positive rate, y the true-positive rate.</summary>
    public static CurvePoints Roc(IReadOnlyList<double> scores, IReadOnlyList<bool> positive) =>
        Roc(ThresholdCounts.FromScores(scores, positive));

    /// <inheritdoc cref="Roc(IReadOnlyList{double}, IReadOnlyList{bool})"/>
    public static CurvePoints Roc(ThresholdCounts counts)
    {
        if (counts.Positives == 0 || counts.Negatives == 0) return Undefined;
        double[] x = [0, .. counts.FalsePositives.Select(n => n / counts.Negatives)];
        double[] y = [0, .. counts.TruePositives.Select(n => n / counts.Positives)];
        return new(x, y, TrapezoidalArea(x, y));
    }

    /// <summary>
    /// Computes the precision-recall curve as a step function. Its area is the average precision.
    /// </summary>
    public static CurvePoints PrecisionRecall(IReadOnlyList<double> scores, IReadOnlyList<bool> positive) =>
        PrecisionRecall(ThresholdCounts.FromScores(scores, positive));

    /// <inheritdoc cref="PrecisionRecall(IReadOnlyList{double}, IReadOnlyList{bool})"/>
    public static CurvePoints PrecisionRecall(ThresholdCounts counts)
    {
        if (counts.Positives == 0) return Undefined;
        List<double> x = [0], y = [];
        var area = 0.0;
        for (var i = 0; i < counts.TruePositives.Count; i++)
        {
            var truePositives = counts.TruePositives[i];
            double recall = truePositives / counts.Positives, precision = truePositives / (truePositives + counts.FalsePositives[i]);
            area += (recall - x[^1]) * precision;
            if (i == 0) y.Add(precision);

            // A step: down at the old recall, then across to the new one.
            x.AddRange([x[^1], recall]);
            y.AddRange([precision, precision]);

            // Lower thresholds only add false positives.
            if (truePositives == counts.Positives) break;
        }

        return new([.. x], [.. y], area);
    }

    /// <summary>Computes the mean of curves over x (the macro average), ignoring curves without points. With very many points, it is
    /// computed on an even grid.</summary>
    public static CurvePoints Mean(IReadOnlyList<CurvePoints> curves)
    {
        var defined = curves.Where(c => c.X.Length > 0).ToList();
        if (defined.Count == 0) return Undefined;
        double[] grid = [.. defined.SelectMany(c => c.X).Distinct().Order()];
        if (grid.Length > MaxGridPoints) grid = [.. Enumerable.Range(0, MaxGridPoints).Select(i => (double)i / (MaxGridPoints - 1))];

        // Two points at each x, because the curves have jumps.
        double[] x = [.. grid.SelectMany(at => (double[])[at, at])];
        double[] y = [.. grid.SelectMany(at => (double[])[defined.Average(c => c.Before(at)), defined.Average(c => c.After(at))])];
        return new(x, y, defined.Average(c => c.Area));
    }

    /// <summary>Computes the area under a curve by the trapezoidal rule.</summary>
    public static double TrapezoidalArea(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var area = 0.0;
        for (var i = 1; i < x.Count; i++) area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        return area;
    }

    // The y at x before a jump.
    private double Before(double at)
    {
        var i = FirstWhere(x => x >= at);
        return i == X.Length ? Y[^1] : X[i] == at || i == 0 ? Y[i] : Interpolate(i, at);
    }

    // The y at x after a jump.
    private double After(double at)
    {
        var i = FirstWhere(x => x > at);
        return i == 0 ? Y[0] : i == X.Length || X[i - 1] == at ? Y[i - 1] : Interpolate(i, at);
    }

    private double Interpolate(int i, double at) => Y[i - 1] + ((Y[i] - Y[i - 1]) * (at - X[i - 1]) / (X[i] - X[i - 1]));

    private int FirstWhere(Func<double, bool> reached)
    {
        int low = 0, high = X.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (reached(X[middle])) high = middle;
            else low = middle + 1;
        }

        return low;
    }
}

/// <summary>The numbers of true and false positives at each threshold, from the highest score down.</summary>
/// <param name="TruePositives">The number of positives at or above each distinct score, ascending.</param>
/// <param name="FalsePositives">The number of negatives at or above each distinct score, ascending.</param>
internal sealed record ThresholdCounts(IReadOnlyList<double> TruePositives, IReadOnlyList<double> FalsePositives)
{
    public double Positives => TruePositives.Count == 0 ? 0 : TruePositives[^1];

    public double Negatives => FalsePositives.Count == 0 ? 0 : FalsePositives[^1];

    /// <summary>Counts scores. Equal scores are counted together, because no threshold separates them.</summary>
    /// <exception cref="ArgumentException">Scores and labels differ in length, or a score is NaN.</exception>
    public static ThresholdCounts FromScores(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positive);
        if (scores.Count != positive.Count)
            throw new ArgumentException($"There are {scores.Count} scores, but {positive.Count} labels.", nameof(positive));
        double[] keys = [.. scores];
        bool[] labels = [.. positive];
        if (Array.FindIndex(keys, double.IsNaN) is >= 0 and var row)
            throw new ArgumentException($"The scores must not be NaN, but that of row {row} is.", nameof(scores));
        Array.Sort(keys, labels);

        List<double> truePositives = [], falsePositives = [];
        double tp = 0, fp = 0;
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            if (labels[i]) tp++;
            else fp++;
            if (i > 0 && keys[i - 1] == keys[i]) continue;
            truePositives.Add(tp);
            falsePositives.Add(fp);
        }

        return new(truePositives, falsePositives);
    }
}

/// <summary>The scores and labels of one class against all others.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Scores">The score of each row.</param>
/// <param name="Positive">Whether each row is of the class.</param>
internal sealed record ClassScores(string Name, double[] Scores, bool[] Positive)
{
    /// <summary>Splits the scores of all classes into a binary problem for each class.</summary>
    /// <exception cref="ArgumentException">The shapes do not match, or a label is out of range.</exception>
    public static IReadOnlyList<ClassScores> OneVsRest(double[,] scores, IReadOnlyList<int> labels, IReadOnlyList<string>? classNames)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(labels);
        int rows = scores.GetLength(0),
            classes = scores.GetLength(1);
        if (labels.Count != rows)
            throw new ArgumentException($"There are scores of {rows} rows, but {labels.Count} labels.", nameof(labels));
        if (classNames is not null && classNames.Count != classes)
            throw new ArgumentException($"There are {classes} classes, but {classNames.Count} class names.", nameof(classNames));
        for (var i = 0; i < rows; i++)
            if (labels[i] < 0 || labels[i] >= classes)
                throw new ArgumentException($"The label of row {i} must be 0 to {classes - 1}, but was {labels[i]}.", nameof(labels));
        return
        [
            .. Enumerable.Range(0, classes).Select(c => new ClassScores(
                classNames?[c] ?? c.ToString(CultureInfo.InvariantCulture),
                [.. Enumerable.Range(0, rows).Select(i => scores[i, c])],
                [.. labels.Select(label => label == c)])),
        ];
    }
}
