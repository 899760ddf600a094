namespace Gen.Training.Charts.Curves;

/// <summary>A curve of a classifier over all thresholds, and the area under it; NaN where a class is missing.</summary>
internal sealed record CurvePoints(double[] X, double[] Y, double Area)
{
    // More than a picture has columns of pixels.
    private const int MostPlaces = 2001;

    private static readonly CurvePoints Undefined = new([], [], double.NaN);

    /// <summary>The receiver operating characteristic: x is the false-positive rate, y the true-positive rate, the area by trapezoids.</summary>
    public static CurvePoints Roc(IReadOnlyList<double> scores, IReadOnlyList<bool> positive) => Roc(ThresholdCounts.Of(scores, positive));

    /// <inheritdoc cref="Roc(IReadOnlyList{double}, IReadOnlyList{bool})"/>
    public static CurvePoints Roc(ThresholdCounts counts)
    {
        if (counts.Positives == 0 || counts.Negatives == 0) return Undefined;
        double[] x = [0, .. counts.FalsePositives.Select(n => n / counts.Negatives)];
        double[] y = [0, .. counts.TruePositives.Select(n => n / counts.Positives)];
        return new(x, y, Trapezoids(x, y));
    }

    /// <summary>
    /// Precision over recall, as steps; the area is the average precision, the mean of the precision over the positives.
    /// </summary>
    public static CurvePoints PrecisionRecall(IReadOnlyList<double> scores, IReadOnlyList<bool> positive) => PrecisionRecall(ThresholdCounts.Of(scores, positive));

    /// <inheritdoc cref="PrecisionRecall(IReadOnlyList{double}, IReadOnlyList{bool})"/>
    public static CurvePoints PrecisionRecall(ThresholdCounts counts)
    {
        if (counts.Positives == 0) return Undefined;
        List<double> x = [0], y = [];
        var area = 0.0;
        for (var i = 0; i < counts.TruePositives.Count; i++)
        {
            var hits = counts.TruePositives[i];
            double recall = hits / counts.Positives, precision = hits / (hits + counts.FalsePositives[i]);
            area += (recall - x[^1]) * precision;
            if (i == 0) y.Add(precision);

            // The step: down at the old recall, then across to the new one.
            x.AddRange([x[^1], recall]);
            y.AddRange([precision, precision]);

            // Lower thresholds only add false alarms.
            if (hits == counts.Positives) break;
        }

        return new([.. x], [.. y], area);
    }

    /// <summary>The mean of curves over x (macro average); curves without points do not count. Of very many points it takes those of an even grid.</summary>
    public static CurvePoints Mean(IReadOnlyList<CurvePoints> curves)
    {
        var defined = curves.Where(c => c.X.Length > 0).ToList();
        if (defined.Count == 0) return Undefined;
        double[] places = [.. defined.SelectMany(c => c.X).Distinct().Order()];
        if (places.Length > MostPlaces) places = [.. Enumerable.Range(0, MostPlaces).Select(i => (double)i / (MostPlaces - 1))];

        // Two points a place: curves jump.
        double[] x = [.. places.SelectMany(at => (double[])[at, at])];
        double[] y = [.. places.SelectMany(at => (double[])[defined.Average(c => c.Before(at)), defined.Average(c => c.After(at))])];
        return new(x, y, defined.Average(c => c.Area));
    }

    /// <summary>The area under straight lines between points of ascending x.</summary>
    public static double Trapezoids(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        var area = 0.0;
        for (var i = 1; i < x.Count; i++) area += (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2;
        return area;
    }

    // The curve's height at x, before it jumps there.
    private double Before(double at)
    {
        var i = FirstWhere(x => x >= at);
        return i == X.Length ? Y[^1] : X[i] == at || i == 0 ? Y[i] : Between(i, at);
    }

    // The curve's height at x, after it has jumped there.
    private double After(double at)
    {
        var i = FirstWhere(x => x > at);
        return i == 0 ? Y[0] : i == X.Length || X[i - 1] == at ? Y[i - 1] : Between(i, at);
    }

    private double Between(int i, double at) => Y[i - 1] + ((Y[i] - Y[i - 1]) * (at - X[i - 1]) / (X[i] - X[i - 1]));

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
