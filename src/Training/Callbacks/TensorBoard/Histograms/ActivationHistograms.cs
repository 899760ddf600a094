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
