using Gen.TensorBoard;
using TorchSharp;
using static TorchSharp.torch;

namespace Gen.Training;

/// <summary>The histograms of all layers' outputs while a model computes.</summary>
internal sealed class ActivationHistograms : IDisposable
{
    private readonly LayerOutputs _outputs;
    private readonly Dictionary<string, LayerCount> _counts = [];
    private readonly List<string> _layers = [];

    /// <summary>Begins to count.</summary>
    public ActivationHistograms(nn.Module model) => _outputs = new LayerOutputs(model, See);

    /// <summary>Ends counting.</summary>
    public void End() => _outputs.Dispose();

    /// <summary>The layers' histograms, in the order in which they computed first.</summary>
    public IEnumerable<(string Layer, HistogramSummary Histogram)> Read() => _layers.Select(l => (l, _counts[l].Read()));

    public void Dispose()
    {
        End();
        foreach (var count in _counts.Values)
            count.Dispose();
        _counts.Clear();
        _layers.Clear();
    }

    private void See(string layer, Tensor output, params ReadOnlySpan<Tensor> inputs)
    {
        if (!output.is_floating_point())
            return;
        if (!_counts.TryGetValue(layer, out var count))
        {
            _counts.Add(layer, count = LayerCount.For(output));
            _layers.Add(layer);
        }

        count.Add(output);
    }
}

/// <summary>The histogram of a layer's outputs over many batches, between TensorFlow's edges. What it holds does not grow with the data.</summary>
internal abstract class LayerCount : IDisposable
{
    /// <summary>A count where a tensor is: on the processor, in its memory; elsewhere on the device, which is not waited for.</summary>
    public static LayerCount For(Tensor output) => output.device_type == TorchSharp.DeviceType.CPU ? new HostLayerCount() : new DeviceLayerCount(output.device);

    /// <summary>Adds a batch's outputs, of a floating-point type.</summary>
    public abstract void Add(Tensor output);

    /// <summary>All so far. Waits for the device, once.</summary>
    public abstract HistogramSummary Read();

    public abstract void Dispose();
}

/// <summary>Counts in the processor's memory, where looking values up in a table takes a tenth of the time of torch's search.</summary>
internal sealed class HostLayerCount : LayerCount
{
    private HistogramSummary _total = new([], []);

    public override void Add(Tensor output) => _total = _total.Merge(TensorHistogram.Of(output));

    public override HistogramSummary Read() => _total;

    public override void Dispose()
    {
    }
}

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
