using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

/// <content>Histograms.</content>
public sealed partial class SummaryWriter
{
    private static readonly PluginInfo s_histograms = new("histograms", DataClass.Tensor);

    /// <summary>Computes the histogram of values, and adds it.</summary>
    /// <param name="tag">The tag, as in <c>weights/dense</c>.</param>
    /// <param name="values">The values, in any order. NaN and infinities are left out (<see cref="HistogramSummary.NaNs"/> counts
    /// them).</param>
    /// <param name="step">The step.</param>
    /// <param name="buckets">The buckets. The default is <see cref="HistogramBuckets.TensorFlow"/>.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddHistogram(
        string tag,
        ReadOnlySpan<double> values,
        long step,
        HistogramBuckets? buckets = null,
        DateTimeOffset? time = null
    ) => AddHistogram(tag, HistogramSummary.FromValues(values, buckets), step, time);

    /// <inheritdoc cref="AddHistogram(string, ReadOnlySpan{double}, long, HistogramBuckets?, DateTimeOffset?)"/>
    public void AddHistogram(
        string tag,
        ReadOnlySpan<float> values,
        long step,
        HistogramBuckets? buckets = null,
        DateTimeOffset? time = null
    ) => AddHistogram(tag, HistogramSummary.FromValues(values, buckets), step, time);

    /// <summary>Adds a histogram.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="histogram">The histogram. Empty buckets at both ends are left out.</param>
    /// <param name="step">The step.</param>
    /// <param name="time">The wall time. The default is the current time.</param>
    /// <exception cref="ArgumentException">The tag is empty.</exception>
    /// <exception cref="EventFileException">The event file cannot be written.</exception>
    public void AddHistogram(string tag, HistogramSummary histogram, long step, DateTimeOffset? time = null)
    {
        var message = new HistogramProto
        {
            Min = histogram.Min,
            Max = histogram.Max,
            Num = histogram.Count,
            Sum = histogram.Sum,
            SumSquares = histogram.SumOfSquares,
        };

        // Readers replace the outer edges by the minimum and maximum, which is right only if the outer buckets are not empty.
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

/// <content>Histograms.</content>
public sealed partial class EventRecord
{
    /// <summary>The buckets of an <see cref="EventKind.Histogram"/> record in ascending order; otherwise null. They may all be
    /// empty.</summary>
    public IReadOnlyList<EventBucket>? Histogram => Kind is EventKind.Histogram ? EventBucket.Decode(Value) : null;
}

/// <summary>A bucket of a histogram.</summary>
/// <param name="Left">The inclusive lower edge.</param>
/// <param name="Right">The upper edge: exclusive, but inclusive for the last bucket.</param>
/// <param name="Count">The number of values.</param>
public readonly record struct EventBucket(double Left, double Right, double Count)
{
    private const int Columns = 3;

    internal static IReadOnlyList<EventBucket> Decode(Summary.Types.Value value) =>
        value.Histo is { } histogram ? FromProto(histogram) : FromTensor(EventTensor.Decode(value.Tensor));

    // The outer edges are as wide as doubles go, so the minimum and maximum take their place.
    private static List<EventBucket> FromProto(HistogramProto histogram)
    {
        var count = Math.Min(histogram.BucketLimit.Count, histogram.Bucket.Count);
        var (first, last) = (0, count - 1);
        while (first < count && histogram.Bucket[first] == 0) first++;
        while (last > first && histogram.Bucket[last] == 0) last--;
        var buckets = new List<EventBucket>();
        for (var i = first; i <= last; i++)
        {
            var left = i == first ? histogram.Min : histogram.BucketLimit[i - 1];
            var right = i == last ? histogram.Max : histogram.BucketLimit[i];
            buckets.Add(new EventBucket(left, right, histogram.Bucket[i]));
        }

        return buckets;
    }

    private static List<EventBucket> FromTensor(EventTensor rows)
    {
        var buckets = new List<EventBucket>();
        for (var i = 0; i + Columns <= rows.Values.Count; i += Columns)
            buckets.Add(new EventBucket(rows.Values[i], rows.Values[i + 1], rows.Values[i + 2]));
        return buckets;
    }
}
