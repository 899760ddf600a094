using Gen.Training.Charts;

namespace Gen.Training;

/// <summary>An evaluation's counts.</summary>
/// <param name="Confusion">[actual, predicted].</param>
/// <param name="Curves">Of each class, or of the second of two.</param>
/// <param name="Unlabelled">Rows that count nowhere, because their target is no class.</param>
/// <param name="Unscored">Rows that count nowhere, because their prediction has a number that is no score.</param>
internal sealed record EvaluationResult(long[,] Confusion, IReadOnlyList<EvaluationCurve> Curves, long Unlabelled, long Unscored)
{
    public int Classes => Confusion.GetLength(0);
}

/// <summary>How many rows of the other classes and of a class score in each interval of thresholds, ascending.</summary>
internal sealed record EvaluationCurve(long[] Negatives, long[] Positives)
{
    /// <summary>All classes' rows put together.</summary>
    public static EvaluationCurve Sum(IReadOnlyList<EvaluationCurve> curves)
    {
        var sum = new EvaluationCurve(new long[curves[0].Negatives.Length], new long[curves[0].Negatives.Length]);
        foreach (var curve in curves)
        {
            for (var i = 0; i < sum.Negatives.Length; i++)
            {
                sum.Negatives[i] += curve.Negatives[i];
                sum.Positives[i] += curve.Positives[i];
            }
        }

        return sum;
    }

    public ThresholdCounts Counts()
    {
        List<double> hits = [], alarms = [];
        double tp = 0, fp = 0;
        for (var i = Negatives.Length - 1; i >= 0; i--)
        {
            if (Negatives[i] == 0 && Positives[i] == 0)
                continue;
            hits.Add(tp += Positives[i]);
            alarms.Add(fp += Negatives[i]);
        }

        return new(hits, alarms);
    }
}
