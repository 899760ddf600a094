using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <content>PR curves.</content>
public sealed partial class SummaryWriter
{
    /// <summary>Adds a curve of precision and recall. All curves of a tag must have the same number of thresholds: readers take it from the first.</summary>
    /// <param name="tag">The curve's name.</param>
    /// <param name="curve">The counts.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddPrCurve(string tag, PrCurve curve, long step, DateTimeOffset? time = null)
    {
        var indices = Enumerable.Range(0, curve.Thresholds);
        IEnumerable<double>[] rows =
        [
            curve.TruePositives, curve.FalsePositives, curve.TrueNegatives, curve.FalseNegatives, indices.Select(curve.Precision), indices.Select(curve.Recall),
        ];
        float[] numbers = [.. rows.SelectMany(r => r).Select(n => (float)n)];
        var plugin = new PluginInfo("pr_curves", DataClass.Tensor, new PrCurvePluginData { NumThresholds = (uint)curve.Thresholds });
        Add(new Summary.Types.Value { Tag = tag, Tensor = Tensors.Of(numbers, rows.Length, curve.Thresholds) }, plugin, step, time);
    }

    /// <summary>Counts labels and predictions and adds the curve of precision and recall.</summary>
    /// <param name="tag">The curve's name.</param>
    /// <param name="labels">Whether each row is positive.</param>
    /// <param name="predictions">The score of each row, 0 to 1.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="thresholds">How many thresholds, at least 2; the same for all curves of a tag.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty, or labels and predictions are not of one length.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddPrCurve(string tag, ReadOnlySpan<bool> labels, ReadOnlySpan<float> predictions, long step, int thresholds = 201, DateTimeOffset? time = null) =>
        AddPrCurve(tag, PrCurve.Of(labels, predictions, thresholds), step, time);
}

/// <summary>
/// Precision and recall of a binary classifier over thresholds <c>i / (n - 1)</c>, at each of which what is predicted at least as high counts as positive.
/// Counts and quotients are TensorBoard's own (tensorboard/plugins/pr_curve/summary.py).
/// </summary>
public sealed class PrCurve
{
    /// <summary>Keeps a quotient of nothing by nothing at 0.</summary>
    private const double LeastCount = 1e-7;

    private readonly double[] _truePositives, _falsePositives, _trueNegatives, _falseNegatives;

    /// <summary>A curve from counts at each threshold, in ascending order of the thresholds. Counts may be sums of weights.</summary>
    /// <param name="truePositives">Positive and predicted so.</param>
    /// <param name="falsePositives">Negative but predicted positive.</param>
    /// <param name="trueNegatives">Negative and predicted so.</param>
    /// <param name="falseNegatives">Positive but predicted negative.</param>
    /// <exception cref="ArgumentException">The four are not of one length, or are fewer than two.</exception>
    public PrCurve(IEnumerable<double> truePositives, IEnumerable<double> falsePositives, IEnumerable<double> trueNegatives, IEnumerable<double> falseNegatives)
    {
        (_truePositives, _falsePositives, _trueNegatives, _falseNegatives) = ([.. truePositives], [.. falsePositives], [.. trueNegatives], [.. falseNegatives]);
        int[] lengths = [_truePositives.Length, _falsePositives.Length, _trueNegatives.Length, _falseNegatives.Length];
        if (lengths.Distinct().Count() > 1)
            throw new ArgumentException($"The counts of a PR curve are of one length, not {string.Join(", ", lengths)}.", nameof(truePositives));
        if (Thresholds < 2) throw new ArgumentException($"A PR curve has at least two thresholds, not {Thresholds}.", nameof(truePositives));
    }

    /// <summary>How many thresholds there are.</summary>
    public int Thresholds => _truePositives.Length;

    /// <summary>Positive and predicted so, at each threshold.</summary>
    public IReadOnlyList<double> TruePositives => _truePositives;

    /// <summary>Negative but predicted positive, at each threshold.</summary>
    public IReadOnlyList<double> FalsePositives => _falsePositives;

    /// <summary>Negative and predicted so, at each threshold.</summary>
    public IReadOnlyList<double> TrueNegatives => _trueNegatives;

    /// <summary>Positive but predicted negative, at each threshold.</summary>
    public IReadOnlyList<double> FalseNegatives => _falseNegatives;

    /// <summary>The share of what is predicted positive that is; 0 where nothing is predicted so.</summary>
    public double Precision(int threshold) => _truePositives[threshold] / Math.Max(LeastCount, _truePositives[threshold] + _falsePositives[threshold]);

    /// <summary>The share of what is positive that is predicted so; 0 where nothing is positive.</summary>
    public double Recall(int threshold) => _truePositives[threshold] / Math.Max(LeastCount, _truePositives[threshold] + _falseNegatives[threshold]);

    /// <summary>Counts labels and predictions.</summary>
    /// <param name="labels">Whether each row is positive.</param>
    /// <param name="predictions">The score of each row, 0 to 1. What is beyond counts as the nearer end, NaN as 0.</param>
    /// <param name="thresholds">How many thresholds, at least 2.</param>
    /// <param name="weights">How much each row counts; 1 each, if not given.</param>
    /// <exception cref="ArgumentException">Labels, predictions and weights are not of one length.</exception>
    public static PrCurve Of(ReadOnlySpan<bool> labels, ReadOnlySpan<float> predictions, int thresholds = 201, ReadOnlySpan<float> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(thresholds, 2);
        if (labels.Length != predictions.Length) throw new ArgumentException($"{labels.Length} labels do not fit {predictions.Length} predictions.", nameof(labels));
        if (weights.Length != 0 && weights.Length != labels.Length) throw new ArgumentException($"{weights.Length} weights do not fit {labels.Length} labels.", nameof(weights));

        // Each row is counted at the highest threshold it reaches, then for all below. In single precision as TensorBoard does it: a double would put a
        // prediction of 0.29f just under the 29th of 101 thresholds.
        double[] positive = new double[thresholds], negative = new double[thresholds];
        for (var i = 0; i < labels.Length; i++)
        {
            var reached = predictions[i] > 0 ? (int)MathF.Floor(Math.Min(predictions[i], 1) * (thresholds - 1)) : 0;
            (labels[i] ? positive : negative)[reached] += weights.Length == 0 ? 1 : weights[i];
        }

        for (var i = thresholds - 2; i >= 0; i--) (positive[i], negative[i]) = (positive[i] + positive[i + 1], negative[i] + negative[i + 1]);
        return new(positive, negative, negative.Select(n => negative[0] - n), positive.Select(p => positive[0] - p));
    }
}
