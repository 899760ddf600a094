using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <content>Histograms.</content>
public sealed partial class SummaryWriter
{
    private static readonly PluginInfo s_histograms = new("histograms", DataClass.Tensor);

    /// <summary>Counts values and adds the histogram to those of a tag.</summary>
    /// <param name="tag">The histogram's name, as in <c>weights/dense</c>.</param>
    /// <param name="values">The values, in any order. NaN and infinities are left out (<see cref="HistogramSummary.NaNs"/> has their number).</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="buckets">TensorFlow's edges, if not given.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddHistogram(string tag, ReadOnlySpan<double> values, long step, HistogramBuckets? buckets = null, DateTimeOffset? time = null) =>
        AddHistogram(tag, HistogramSummary.Of(values, buckets), step, time);

    /// <inheritdoc cref="AddHistogram(string, ReadOnlySpan{double}, long, HistogramBuckets?, DateTimeOffset?)"/>
    public void AddHistogram(string tag, ReadOnlySpan<float> values, long step, HistogramBuckets? buckets = null, DateTimeOffset? time = null) =>
        AddHistogram(tag, HistogramSummary.Of(values, buckets), step, time);

    /// <summary>Adds a histogram that was counted before, or elsewhere.</summary>
    /// <param name="tag">The histogram's name.</param>
    /// <param name="histogram">The counts. Empty buckets at both ends are left out.</param>
    /// <param name="step">Its place in time.</param>
    /// <param name="time">When it was; now, if not given.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">It could not be written.</exception>
    public void AddHistogram(string tag, HistogramSummary histogram, long step, DateTimeOffset? time = null)
    {
        var message = new HistogramProto { Min = histogram.Min, Max = histogram.Max, Num = histogram.Number, Sum = histogram.Sum, SumSquares = histogram.SumOfSquares };

        // Readers put the least and the greatest value in place of the outer edges, which is right only if the outer buckets have values.
        var counts = histogram.Counts;
        int first = 0, end = counts.Count;
        while (first < end && counts[first] == 0) first++;
        while (first < end && counts[end - 1] == 0) end--;
        for (var i = first; i < end; i++)
        {
            message.BucketLimit.Add(histogram.Edges[i + 1]);
            message.Bucket.Add(counts[i]);
        }

        Add(new Summary.Types.Value { Tag = tag, Histo = message }, s_histograms, step, time);
    }
}

/// <summary>The buckets of a histogram in either of its two forms.</summary>
internal static class HistogramReader
{
    private const int Columns = 3;

    public static IReadOnlyList<EventBucket> Read(Summary.Types.Value value) =>
        value.Histo is { } histogram ? FromLimits(histogram) : FromRows(TensorReader.Read(value.Tensor));

    // The outer edges are as wide as numbers go; what was seen is between the least and the greatest value.
    private static List<EventBucket> FromLimits(HistogramProto histogram)
    {
        var count = Math.Min(histogram.BucketLimit.Count, histogram.Bucket.Count);
        var (first, last) = (0, count - 1);
        while (first < count && histogram.Bucket[first] == 0)
            first++;
        while (last > first && histogram.Bucket[last] == 0)
            last--;
        var buckets = new List<EventBucket>();
        for (var i = first; i <= last; i++)
        {
            var left = i == first ? histogram.Min : histogram.BucketLimit[i - 1];
            var right = i == last ? histogram.Max : histogram.BucketLimit[i];
            buckets.Add(new EventBucket(left, right, histogram.Bucket[i]));
        }

        return buckets;
    }

    private static List<EventBucket> FromRows(EventTensor rows)
    {
        var buckets = new List<EventBucket>();
        for (var i = 0; i + Columns <= rows.Values.Count; i += Columns)
            buckets.Add(new EventBucket(rows.Values[i], rows.Values[i + 1], rows.Values[i + 2]));
        return buckets;
    }
}
