using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <content>Precision-recall curves.</content>
public sealed partial class SummaryWriter
{
    /// <summary>Adds a precision-recall curve. All curves of a tag must have the same number of thresholds: TensorBoard reads it from the
    /// first.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="curve">The curve.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddPrCurve(string tag, PrCurve curve, long step, DateTimeOffset? time = null)
    {
        var indices = Enumerable.Range(0, curve.Thresholds);
        IEnumerable<double>[] rows =
        [
            curve.TruePositives, curve.FalsePositives, curve.TrueNegatives, curve.FalseNegatives,
            indices.Select(curve.Precision), indices.Select(curve.Recall),
        ];
        float[] values = [.. rows.SelectMany(row => row).Select(value => (float)value)];
        var plugin = new PluginInfo("pr_curves", DataClass.Tensor, new PrCurvePluginData { NumThresholds = (uint)curve.Thresholds });
        Add(new Summary.Types.Value { Tag = tag, Tensor = TensorProtos.Create(values, rows.Length, curve.Thresholds) }, plugin, step, time);
    }

    /// <summary>Computes the precision-recall curve of labels and predictions, and adds it.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="labels">Whether each sample is positive.</param>
    /// <param name="predictions">The predicted score of each sample, from 0 to 1.</param>
    /// <param name="step">The step.</param>
    /// <param name="thresholds">The number of thresholds, at least 2 and the same for all curves of a tag. The default is 201.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty, or labels and predictions differ in length.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddPrCurve(
        string tag,
        ReadOnlySpan<bool> labels,
        ReadOnlySpan<float> predictions,
        long step,
        int thresholds = 201,
        DateTimeOffset? time = null
    ) => AddPrCurve(tag, PrCurve.FromPredictions(labels, predictions, thresholds), step, time);
}

/// <summary>
/// A precision-recall curve of a binary classifier at the thresholds <c>i / (n - 1)</c>. A prediction is positive if it is at least the
/// threshold. Counts and quotients are computed as in TensorBoard (tensorboard/plugins/pr_curve/summary.py).
/// </summary>
public sealed class PrCurve
{
    /// <summary>The least denominator, so that 0 / 0 is 0.</summary>
    private const double MinDenominator = 1e-7;

    private readonly double[] _truePositives, _falsePositives, _trueNegatives, _falseNegatives;

    /// <summary>Creates a curve from the counts at each threshold, in ascending order of the thresholds. Counts may be sums of
    /// weights.</summary>
    /// <param name="truePositives">Positive samples that are predicted positive.</param>
    /// <param name="falsePositives">Negative samples that are predicted positive.</param>
    /// <param name="trueNegatives">Negative samples that are predicted negative.</param>
    /// <param name="falseNegatives">Positive samples that are predicted negative.</param>
    /// <exception cref="ArgumentException">The four differ in length, or have fewer than two elements.</exception>
    public PrCurve(
        IEnumerable<double> truePositives,
        IEnumerable<double> falsePositives,
        IEnumerable<double> trueNegatives,
        IEnumerable<double> falseNegatives
    )
    {
        (_truePositives, _falsePositives) = ([.. truePositives], [.. falsePositives]);
        (_trueNegatives, _falseNegatives) = ([.. trueNegatives], [.. falseNegatives]);
        int[] lengths = [_truePositives.Length, _falsePositives.Length, _trueNegatives.Length, _falseNegatives.Length];
        if (lengths.Distinct().Count() > 1)
            throw new ArgumentException(
                $"The counts of a PR curve must have the same length, but have {string.Join(", ", lengths)}.",
                nameof(truePositives)
            );
        if (Thresholds < 2)
            throw new ArgumentException($"A PR curve must have at least 2 thresholds, but has {Thresholds}.", nameof(truePositives));
    }

    /// <summary>The number of thresholds.</summary>
    public int Thresholds => _truePositives.Length;

    /// <summary>The number of positive samples that are predicted positive, at each threshold.</summary>
    public IReadOnlyList<double> TruePositives => _truePositives;

    /// <summary>The number of negative samples that are predicted positive, at each threshold.</summary>
    public IReadOnlyList<double> FalsePositives => _falsePositives;

    /// <summary>The number of negative samples that are predicted negative, at each threshold.</summary>
    public IReadOnlyList<double> TrueNegatives => _trueNegatives;

    /// <summary>The number of positive samples that are predicted negative, at each threshold.</summary>
    public IReadOnlyList<double> FalseNegatives => _falseNegatives;

    /// <summary>Computes the precision at a threshold; 0 where no sample is predicted positive.</summary>
    public double Precision(int threshold) =>
        _truePositives[threshold] / Math.Max(MinDenominator, _truePositives[threshold] + _falsePositives[threshold]);

    /// <summary>Computes the recall at a threshold; 0 where no sample is positive.</summary>
    public double Recall(int threshold) =>
        _truePositives[threshold] / Math.Max(MinDenominator, _truePositives[threshold] + _falseNegatives[threshold]);

    /// <summary>Computes the curve of labels and predictions.</summary>
    /// <param name="labels">Whether each sample is positive.</param>
    /// <param name="predictions">The predicted score of each sample, from 0 to 1. Values out of range are clipped; NaN counts as 0.</param>
    /// <param name="thresholds">The number of thresholds, at least 2. The default is 201.</param>
    /// <param name="weights">The weight of each sample. The default is 1 for all.</param>
    /// <exception cref="ArgumentException">Labels, predictions and weights differ in length.</exception>
    public static PrCurve FromPredictions(
        ReadOnlySpan<bool> labels, ReadOnlySpan<float> predictions, int thresholds = 201, ReadOnlySpan<float> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholds, 2);
        if (labels.Length != predictions.Length)
            throw new ArgumentException($"There are {labels.Length} labels, but {predictions.Length} predictions.", nameof(labels));
        if (weights.Length != 0 && weights.Length != labels.Length)
            throw new ArgumentException($"There are {labels.Length} labels, but {weights.Length} weights.", nameof(weights));

        // Each sample is counted at the highest threshold it reaches; sums from the top then give the counts at each threshold. Single
        // precision as in TensorBoard: in double precision, 0.29f would fall below the 29th of 101 thresholds.
        double[] positive = new double[thresholds], negative = new double[thresholds];
        for (var i = 0; i < labels.Length; i++)
        {
            var reached = predictions[i] > 0 ? (int)MathF.Floor(Math.Min(predictions[i], 1) * (thresholds - 1)) : 0;
            (labels[i] ? positive : negative)[reached] += weights.Length == 0 ? 1 : weights[i];
        }

        for (var i = thresholds - 2; i >= 0; i--)
            (positive[i], negative[i]) = (positive[i] + positive[i + 1], negative[i] + negative[i + 1]);
        return new(positive, negative, negative.Select(n => negative[0] - n), positive.Select(p => positive[0] - p));
    }
}
