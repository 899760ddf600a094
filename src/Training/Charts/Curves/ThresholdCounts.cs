namespace Gen.Training.Charts.Curves;

/// <summary>How many positives and negatives score at least as high as each threshold, from the highest score down.</summary>
/// <param name="TruePositives">Positives at or above each distinct score, ascending.</param>
/// <param name="FalsePositives">Negatives at or above each distinct score, ascending.</param>
internal sealed record ThresholdCounts(IReadOnlyList<double> TruePositives, IReadOnlyList<double> FalsePositives)
{
    public double Positives => TruePositives.Count == 0 ? 0 : TruePositives[^1];

    public double Negatives => FalsePositives.Count == 0 ? 0 : FalsePositives[^1];

    /// <summary>Counts; rows of the same score go together, since no threshold parts them.</summary>
    /// <exception cref="ArgumentException">Not as many scores as labels, or a score that is NaN.</exception>
    public static ThresholdCounts Of(IReadOnlyList<double> scores, IReadOnlyList<bool> positive)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(positive);
        if (scores.Count != positive.Count) throw new ArgumentException($"There are {scores.Count} scores but {positive.Count} labels.", nameof(positive));
        double[] keys = [.. scores];
        bool[] labels = [.. positive];
        if (Array.FindIndex(keys, double.IsNaN) is >= 0 and var row) throw new ArgumentException($"The score of row {row} is NaN.", nameof(scores));
        Array.Sort(keys, labels);

        List<double> hits = [], alarms = [];
        double tp = 0, fp = 0;
        for (var i = keys.Length - 1; i >= 0; i--)
        {
            if (labels[i]) tp++;
            else fp++;
            if (i > 0 && keys[i - 1] == keys[i]) continue;
            hits.Add(tp);
            alarms.Add(fp);
        }

        return new(hits, alarms);
    }
}
