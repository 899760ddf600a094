using Gen.TensorBoard.Protos;

namespace Gen.TensorBoard;

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
