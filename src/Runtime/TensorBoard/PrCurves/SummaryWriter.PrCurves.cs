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
