using Gen.TensorBoard;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>Counts on a device, by operators none of which waits for it, and reads it once.</summary>
internal sealed class DeviceLayerCount : LayerCount
{
    // After the buckets come those of what is not finite, then the numbers that are no counts.
    private const int NaNs = 0;
    private const int PositiveInfinities = 1;
    private const int NegativeInfinities = 2;
    private const int Others = 3;

    private static readonly double[] s_edges = [.. HistogramBuckets.TensorFlowEdges];
    private static readonly int s_buckets = s_edges.Length + 1;

    private readonly Tensor _edges;
    private readonly Tensor _counts;
    private readonly Tensor _sums;
    private readonly Tensor _least;
    private readonly Tensor _greatest;

    public DeviceLayerCount(Device device)
    {
        using var withoutGradients = no_grad();
        _edges = tensor(s_edges, ScalarType.Float64, device).DetachFromDisposeScope();
        _counts = zeros(s_buckets + Others, ScalarType.Int64, device).DetachFromDisposeScope();
        _sums = zeros(2, ScalarType.Float64, device).DetachFromDisposeScope();
        _least = full(1, double.PositiveInfinity, ScalarType.Float64, device).DetachFromDisposeScope();
        _greatest = full(1, double.NegativeInfinity, ScalarType.Float64, device).DetachFromDisposeScope();
    }

    public override void Add(Tensor output)
    {
        if (output.numel() == 0)
            return;
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();
        var values = output.detach().to_type(ScalarType.Float64).flatten();
        var other = values.isfinite().logical_not();
        var zero = values.masked_fill(other, 0);

        // Not bincount, which reads the greatest index from the device to know how long its result is.
        var index = bucketize(zero, _edges, outInt32: false, right: true)
            .masked_fill(zero.eq(s_edges[^1]), s_edges.Length - 1)
            .masked_fill(values.isnan(), s_buckets + NaNs)
            .masked_fill(values.isposinf(), s_buckets + PositiveInfinities)
            .masked_fill(values.isneginf(), s_buckets + NegativeInfinities);
        _counts.scatter_add_(0, index, ones_like(index));
        _sums.add_(stack([zero.sum(), zero.square().sum()]));
        _least.copy_(_least.minimum(values.masked_fill(other, double.PositiveInfinity).min()));
        _greatest.copy_(_greatest.maximum(values.masked_fill(other, double.NegativeInfinity).max()));
    }

    public override HistogramSummary Read()
    {
        using var scope = NewDisposeScope();
        using var withoutGradients = no_grad();

        // As doubles, which hold counts up to 9e15, so that there is one transfer.
        var all = cat([_counts.to_type(ScalarType.Float64), _sums, _least, _greatest]).cpu().data<double>().ToArray();
        var counts = Array.ConvertAll(all[..s_buckets], c => (long)c);
        var others = all.AsSpan(s_buckets, Others);
        var rest = all.AsSpan(s_buckets + Others);
        var any = counts.Any(c => c > 0);
        return new HistogramSummary([double.MinValue, .. s_edges, double.MaxValue], counts)
        {
            Sum = rest[0],
            SumOfSquares = rest[1],
            Min = any ? rest[2] : 0,
            Max = any ? rest[3] : 0,
            NaNs = (long)others[NaNs],
            PositiveInfinities = (long)others[PositiveInfinities],
            NegativeInfinities = (long)others[NegativeInfinities],
        };
    }

    public override void Dispose()
    {
        foreach (var tensor in new[] { _edges, _counts, _sums, _least, _greatest })
            tensor.Dispose();
    }
}
